package dev.assay.core.gguf;

import static dev.assay.core.testing.GgufWriter.little;
import static dev.assay.core.testing.GgufWriter.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.testing.GgufWriter;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a header, and that any other is refused with its fault named. */
class GgufFileTest {
  private static final int[] PAIR = {2, 32};

  @TempDir private Path folder;

  @Test
  void readsMetadataOfEveryType() throws IOException {
    GgufWriter writer =
        new GgufWriter()
            .with("text", "na\u00efve")
            .with("u32", -1)
            .with("real", 0.5f)
            .with("flag", true)
            .with("texts", List.of("a", "", "\u2581"))
            .with("reals", 1f, -2f)
            .with("wholes", 3, -4)
            .pair("u8", 0, new byte[] {-1})
            .pair("i8", 1, new byte[] {-1})
            .pair("u16", 2, new byte[] {-1, -1})
            .pair("i16", 3, new byte[] {-1, -1})
            .pair("i32", 5, new byte[] {-1, -1, -1, -1})
            .pair("u64", 10, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
            .pair("i64", 11, new byte[] {1, 0, 0, 0, 0, 0, 0, 0})
            .pair("f64", 12, little(8).putDouble(0.1).array());
    Metadata metadata = GgufFile.read(write(writer.bytes())).metadata();

    assertThat(metadata.text("text")).contains("na\u00efve");
    assertThat(metadata.whole("u32")).hasValue(0xFFFF_FFFFL);
    assertThat(metadata.whole("u8")).hasValue(255);
    assertThat(metadata.whole("u16")).hasValue(65535);
    assertThat(metadata.whole("i64")).hasValue(1);
    assertThat(metadata.number("f64")).hasValue(0.1);
    assertThat(metadata.number("real")).hasValue(0.5);
    assertThat(metadata.number("i8")).hasValue(-1);
    assertThat(metadata.flag("flag")).contains(true);
    assertThat(metadata.texts("texts").orElseThrow()).containsExactly("a", "", "\u2581");
    NumberArray reals = metadata.numbers("reals").orElseThrow();
    assertThat(reals.size()).isEqualTo(2);
    assertThat(reals.number(1)).isEqualTo(-2);
    NumberArray wholes = metadata.numbers("wholes").orElseThrow();
    assertThat(wholes.whole(1)).isEqualTo(-4);
    assertThat(metadata.whole("absent")).isEmpty();
    assertThat(metadata.text("absent")).isEmpty();
    refuses(() -> metadata.whole("i8"), "'i8': -1");
    refuses(() -> metadata.whole("u64"), "18446744073709551615");
    refuses(() -> metadata.whole("text"), "'text' of type string");
    refuses(() -> metadata.text("u8"), "'u8' of type uint8: 255");
    refuses(() -> metadata.texts("reals"), "an array of 2 float32");
    refuses(() -> metadata.numbers("texts"), "an array of 3 strings");
    refuses(() -> metadata.flag("real"), "0.5");
    refuses(() -> metadata.number("flag"), "wanted is a number");
  }

  @Test
  void readsTheDirectory() throws IOException {
    byte[] bytes =
        new GgufWriter()
            .tensor("a", BlockType.Q8_0, PAIR, new byte[68])
            .tensor("b", BlockType.F32, new int[] {3}, new byte[12])
            .bytes();
    GgufFile file = GgufFile.read(write(bytes));
    TensorEntry a = file.tensors().get("a");
    TensorEntry b = file.tensors().get("b");
    assertThat(a.shape()).containsExactly(2L, 32L);
    assertThat(a.bytes()).isEqualTo(68);
    assertThat(a.offset()).isEqualTo(bytes.length - 96 - 32);
    assertThat(b.offset()).isEqualTo(bytes.length - 32);
    assertThat(b.type()).isEqualTo(BlockType.F32);
    // Padding after the last tensor may be missing; a byte of the tensor may not.
    assertThat(GgufFile.read(write(cut(bytes, 20))).tensors()).hasSize(2);
    refuses(cut(bytes, 21), "tensor 'b' of 12 bytes");
  }

  @Test
  void refusesOneFaultEach() throws IOException {
    byte[] sound =
        new GgufWriter().with("k", 1).tensor("t", BlockType.Q8_0, PAIR, new byte[68]).bytes();
    refuses(new byte[0], "within the magic number");
    refuses(changed(sound, 0, 'g'), "four letters GGUF");
    refuses(changed(sound, 4, 1), "version 1");
    refuses(changed(sound, 4, 4), "version 4");
    refuses(changed(changed(sound, 4, 0), 7, 3), "big-endian");
    refuses(changed(sound, 15, 0x80), "the number of tensors is 9223372036854775809");
    refuses(changed(sound, 17, 1), "the number of metadata keys is 257");
    refuses(changed(sound, 24, 200), "the length of metadata key 0 is 200");
    refuses(changed(sound, 31, 255), "the length of metadata key 0");
    refuses(changed(sound, 32, 0xFF), "metadata key 0 is not UTF-8");
    refuses(changed(sound, 33, 13), "value type 13");
    refuses(cut(sound, sound.length - 40), "within");
    refusesPair(7, new byte[] {2}, "is 2 where 0 (false)");
    refusesPair(9, little(12).putInt(9).putLong(1).array(), "array of arrays");
    refusesPair(9, little(12).putInt(4).putLong(1L << 62).array(), "4611686018427387904");
    refusesPair(9, little(12).putInt(8).putLong(1000).array(), "the array of metadata key 'k' is");
    refusesPair(8, little(8).putLong(-1).array(), "18446744073709551615");
    refuses(new GgufWriter().with("", 1).with("b", 1).bytes(), "has no name");
    refuses(new GgufWriter().with("a", 1).with("a", 2).bytes(), "'a' is there twice");
    refuses(new GgufWriter().with("general.alignment", 48).bytes(), "no power of two");
    refuses(new GgufWriter().with("general.alignment", 0).bytes(), "no power of two");
    refuses(new GgufWriter().with("general.alignment", "32").bytes(), "of type string");
    refuses(
        new GgufWriter()
            .pair("general.alignment", 10, little(8).putLong(1L << 62).array())
            .tensor("t", BlockType.Q8_0, PAIR, new byte[68])
            .bytes(),
        "(truncated?)");
  }

  @Test
  void refusesTensorsThatCannotBe() throws IOException {
    refusesTensor("t".repeat(64), 2, new long[] {32, 2}, 8, 0, "has 64 bytes");
    refusesTensor("", 2, new long[] {32, 2}, 8, 0, "has 0 bytes");
    refusesTensor("t", 5, new long[] {32, 1, 1, 1, 2}, 8, 0, "has 5 dimensions");
    refusesTensor("t", 0, new long[] {}, 0, 0, "has 0 dimensions");
    refusesTensor("t", -1, new long[] {}, 0, 0, "has 4294967295 dimensions");
    refusesTensor("t", 2, new long[] {32, 0}, 8, 0, "of which one is 0");
    refusesTensor("t", 2, new long[] {32, -2}, 8, 0, "18446744073709551614");
    refusesTensor("t", 2, new long[] {1L << 32, 1L << 32}, 8, 0, "beyond 2^63");
    refusesTensor("t", 2, new long[] {1L << 31, 1L << 31}, 0, 0, "in a file of");
    refusesTensor("t", 2, new long[] {33, 2}, 8, 0, "rows of 33 weights");
    refusesTensor("t", 2, new long[] {32, 2}, 9, 0, "number 9 (Q8_1)");
    refusesTensor("t", 2, new long[] {32, 2}, 39, 0, "number 39 (MXFP4)");
    refusesTensor("t", 2, new long[] {32, 2}, 4, 0, "number 4 (Q4_2 (removed))");
    refusesTensor("t", 2, new long[] {32, 2}, -1, 0, "number 4294967295 (not a known type)");
    refusesTensor("t", 2, new long[] {32, 2}, 8, 16, "no multiple of the alignment 32");
    refusesTensor("t", 2, new long[] {32, 2}, 8, 64, "the one before it ends at 0");
    refusesTensor("t", 2, new long[] {32, 2}, 8, -32, "18446744073709551584");
    refusesTensor("t", 2, new long[] {32, 3}, 8, 0, "of 102 bytes begins at byte");
    byte[] twice =
        new GgufWriter()
            .tensor("t", BlockType.Q8_0, PAIR, new byte[68])
            .tensor("t", BlockType.Q8_0, PAIR, new byte[68])
            .bytes();
    refuses(twice, "tensor 't' is there twice");
  }

  @Test
  void refusesFoldersAndAbsentFiles() {
    refuses(() -> GgufFile.read(folder), "cannot read");
    refuses(() -> GgufFile.read(folder.resolve("absent")), "NoSuchFileException");
  }

  @Test
  void refusesEveryMalformedFileOfTheGoldens() throws IOException {
    Set<String> later =
        Set.of(
            "architecture-missing.gguf",
            "architecture-number.gguf",
            "architecture-unknown.gguf",
            "block-count-string.gguf");
    int refused = 0;
    try (Stream<Path> files = Files.list(SharedFolder.path("goldens/families/gguf-hostile"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gguf")).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("valid") || later.contains(name)) {
          assertThat(GgufFile.read(file).tensors()).as(name).isNotNull();
        } else {
          refuses(() -> GgufFile.read(file), file.toString());
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(39);
  }

  private void refusesPair(int type, byte[] value, String named) throws IOException {
    refuses(new GgufWriter().pair("k", type, value).with("l", 1).bytes(), named);
  }

  private void refusesTensor(
      String name, int dimensions, long[] sizes, int type, long offset, String named)
      throws IOException {
    var header = little(24 + 8 + name.length() + 4 + 8 * sizes.length + 12 + 32 + 96);
    header.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    header.putLong(1).putLong(0).put(string(name)).putInt(dimensions);
    for (long size : sizes) {
      header.putLong(size);
    }
    header.putInt(type).putLong(offset);
    int end = Math.floorMod(-header.position(), 32) + header.position() + 68;
    refuses(Arrays.copyOf(header.array(), end), named);
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static byte[] cut(byte[] bytes, int lost) {
    return Arrays.copyOf(bytes, bytes.length - lost);
  }

  private void refuses(byte[] content, String named) throws IOException {
    Path file = write(content);
    refuses(() -> GgufFile.read(file), named);
  }

  private static void refuses(ThrowingCallable call, String named) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(named);
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.gguf"), content);
  }
}
