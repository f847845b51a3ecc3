package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.kernel.Half;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every weight of a loaded model is the one that the file holds, whatever its type and layout. */
class LoadedTensorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"F32,1", "F32,2", "F16,2", "BF16,1", "BF16,3"})
  void equalTheFileInEveryType(TensorType type, int threads) throws IOException {
    SyntheticCheckpoint.recurrentGemma(folder, 1);
    Path weights = folder.resolve("model.safetensors");
    Files.write(weights, converted(TensorFile.read(weights), type).bytes());
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      compare(Checkpoint.open(folder).load(Quantization.NONE, team), TensorFile.read(weights));
    }
  }

  /** Blocks of gates of 16 channels, and of 15, are padded to 32; 48 and 45 outputs to 64. */
  @Test
  void equalTheFileWhereChannelsAreFewerThanTheWidth() throws IOException {
    SyntheticCheckpoint.recurrentGemma(folder, 2);
    Path weights = folder.resolve("model.safetensors");
    TensorFile whole = TensorFile.read(weights);
    TensorFile narrow = new TensorFile();
    whole
        .header
        .fieldNames()
        .forEachRemaining(
            name -> {
              int[] shape = whole.shape(name);
              if (name.contains("rg_lru.") && shape.length > 1) {
                for (int i = 1; i < shape.length; i++) {
                  shape[i] = 15;
                }
              } else if (name.contains("conv_1d") || name.contains("rg_lru") || isBranch(name)) {
                shape[0] = 45;
              } else if (name.endsWith("linear_out.weight")) {
                shape[1] = 45;
              }
              int bytes = 2;
              for (int dimension : shape) {
                bytes *= dimension;
              }
              byte[] content = java.util.Arrays.copyOf(whole.content(name), bytes);
              narrow.with(name, "BF16", shape, content);
            });
    Files.write(weights, narrow.bytes());
    ObjectNode config =
        (ObjectNode) TensorFile.JSON.readTree(folder.resolve("config.json").toFile());
    Files.writeString(folder.resolve("config.json"), config.put("lru_width", 45).toString());
    try (ThreadTeam team = ThreadTeam.of(2)) {
      Checkpoint checkpoint = Checkpoint.open(folder);
      compare(checkpoint.load(Quantization.NONE, team), narrow);
      assertThat(checkpoint.weightBytes(Quantization.NONE))
          .isBetween((long) narrow.data.length, 2L * narrow.data.length);
    }
  }

  @Test
  void widensEveryHalfExactly() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      double magnitude =
          exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
      if (exponent == 31) {
        magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      float expected = (float) (bits >> 15 == 0 ? magnitude : -magnitude);
      assertThat(Half.toFloat((short) bits)).as("bits %x", bits).isEqualTo(Float.valueOf(expected));
    }
  }

  private static boolean isBranch(String name) {
    return name.contains("linear_x") || name.contains("linear_y");
  }

  private static void compare(Model model, TensorFile file) {
    assertThat(new ModelTensors(model).differences(file)).isEmpty();
  }

  /** The same values, as far as the type holds them. */
  private static TensorFile converted(TensorFile bfloat16, TensorType type) {
    TensorFile converted = new TensorFile();
    bfloat16
        .header
        .fieldNames()
        .forEachRemaining(
            name -> {
              float[] values = ModelTensors.values(bfloat16, name);
              ByteBuffer bytes =
                  ByteBuffer.allocate(type.bytes() * values.length).order(ByteOrder.LITTLE_ENDIAN);
              for (float value : values) {
                int bits = Float.floatToIntBits(value);
                switch (type) {
                  case F32 -> bytes.putFloat(value);
                  case BF16 -> bytes.putShort((short) (bits >>> 16));
                  case F16 -> {
                    // Numbers below 2^-14 become zero: what matters is how bits are read back.
                    int exponent = (bits >>> 23 & 255) - 112;
                    int half = exponent < 1 ? 0 : exponent << 10 | bits >>> 13 & 1023;
                    bytes.putShort((short) (bits >>> 16 & 0x8000 | half));
                  }
                }
              }
              converted.with(name, type.name(), bfloat16.shape(name), bytes.array());
            });
    return converted;
  }
}
