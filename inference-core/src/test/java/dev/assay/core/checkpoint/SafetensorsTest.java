package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.BlockType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a header, and that any other is refused with its fault named. */
class SafetensorsTest {
  private static final byte[] EIGHT = new byte[8];

  @TempDir private Path folder;

  @Test
  void readsTensorsOfAllTypesInAnyOrderOfTheHeader() throws IOException {
    String header =
        "{\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[4,8]},"
            + "\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
            + "\"none\":{\"dtype\":\"F16\",\"shape\":[7,0],\"data_offsets\":[4,4]}}      ";
    var tensors = Safetensors.read(write(TensorFile.bytes(header, EIGHT)));

    assertThat(tensors.keySet()).containsExactly("a", "none", "b");
    long start = 8 + header.length();
    assertThat(tensors.get("a").offset()).isEqualTo(start);
    assertThat(tensors.get("a").type()).isEqualTo(BlockType.F32);
    assertThat(tensors.get("b").offset()).isEqualTo(start + 4);
    assertThat(tensors.get("b").shape()).containsExactly(1L, 2L);
    assertThat(tensors.get("none").bytes()).isZero();
  }

  @Test
  void refusesLengthsThatTheFileDoesNotHave() throws IOException {
    refuses(new byte[0], "0 bytes");
    refuses(new byte[7], "7 bytes");
    for (long length : new long[] {0, 1, 3, 100_000_001, 1L << 40, -1, Long.MIN_VALUE}) {
      refuses(
          TensorFile.bytes(length, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]),
          "claims " + Long.toUnsignedString(length) + " bytes");
    }
    Path large = folder.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.write(TensorFile.bytes(150_000_000, new byte[0], new byte[0]));
      file.setLength(200_000_000);
    }
    refuses(large, "at most 100000000");
  }

  @Test
  void refusesHeadersThatAreNoJsonObject() throws IOException {
    refusesHeader("[]", "does not begin with '{'");
    refusesHeader(" {}", "does not begin with '{'");
    refusesHeader("{\"a\":", "not JSON");
    refusesHeader("{} {}", "not JSON");
    refusesHeader("{\"a\":1,\"a\":2}", "Duplicate field 'a'");
    refusesHeader("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}", "Duplicate field 'dtype'");
    refusesHeader("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "not JSON");
    refuses(
        TensorFile.bytes(4, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}, new byte[0]),
        "not JSON");
  }

  @Test
  void refusesEntriesThatAreNoTensors() throws IOException {
    refusesHeader("{\"a\":7}", "tensor a lacks");
    refusesHeader("{\"a\":null}", "tensor a lacks");
    refusesEntry("\"F32\"", "[2]", "[0,8,8]", "tensor a lacks");
    refusesEntry("\"F32\"", "2", "[0,8]", "tensor a lacks");
    refusesEntry("32", "[2]", "[0,8]", "tensor a lacks");
    refusesEntry("\"I8\"", "[8]", "[0,8]", "its type is I8");
    refusesEntry("\"F32\"", "[-2]", "[0,8]", "tensor a has -2");
    refusesEntry("\"F32\"", "[2.0]", "[0,8]", "tensor a has 2.0");
    refusesEntry("\"F32\"", "[\"2\"]", "[0,8]", "tensor a has \"2\"");
    refusesEntry("\"F32\"", "[18446744073709551618]", "[0,8]", "18446744073709551618");
    refusesEntry("\"F32\"", "[2]", "[-8,0]", "tensor a has -8");
    refusesEntry("\"F32\"", "[2]", "[0,1e1]", "where a size is due");
  }

  @Test
  void refusesShapesWhoseProductOverflows() throws IOException {
    refusesEntry("\"F32\"", "[4294967296,4294967296]", "[0,8]", "more than 2^63 bytes");
    refusesEntry("\"F32\"", "[2305843009213693953]", "[0,8]", "more than 2^63 bytes");
    refusesEntry("\"F32\"", "[3]", "[0,8]", "takes 12 bytes, its data_offsets hold 8");
  }

  @Test
  void refusesDataThatOverlapsHasHolesOrIsCut() throws IOException {
    refusesEntry("\"F32\"", "[2]", "[0,9]", "bytes 0 to 9 of 8 bytes");
    refusesEntry("\"F32\"", "[1]", "[8,4]", "bytes 8 to 4");
    refusesEntry("\"F32\"", "[1]", "[4,8]", "tensor a begins at byte 4");
    refusesEntry("\"F32\"", "[1]", "[0,4]", "and the file has");
    String two =
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
            + "\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[4,8]}}";
    refusesHeader(two, "tensor b begins at byte 4 of the data, and the one before it ends at 6");
  }

  @Test
  void refusesFoldersAndAbsentFiles() {
    refuses(folder, "cannot read");
    refuses(folder.resolve("absent"), "NoSuchFileException");
  }

  private void refusesEntry(String dtype, String shape, String offsets, String named)
      throws IOException {
    refusesHeader(
        "{\"a\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets),
        named);
  }

  private void refusesHeader(String header, String named) throws IOException {
    refuses(TensorFile.bytes(header, EIGHT), named);
  }

  private void refuses(byte[] content, String named) throws IOException {
    refuses(write(content), named);
  }

  private static void refuses(Path file, String named) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(named);
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.safetensors"), content);
  }
}
