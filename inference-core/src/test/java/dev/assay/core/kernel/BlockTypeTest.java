package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every type's blocks, all bits random, are widened as gguf-py does it, bit for bit. */
class BlockTypeTest {
  @Test
  void blocksHaveTheValuesOfTheReference() throws IOException {
    ByteBuffer golden = golden();
    Set<BlockType> seen = EnumSet.noneOf(BlockType.class);
    while (golden.hasRemaining()) {
      int number = golden.getInt();
      BlockType type =
          Arrays.stream(BlockType.values()).filter(t -> t.number() == number).findFirst().get();
      seen.add(type);
      int blocks = golden.getInt();
      byte[] bytes = new byte[blocks * type.blockBytes()];
      golden.get(bytes);
      float[] values = new float[type.blockValues()];
      for (int block = 0; block < blocks; block++) {
        type.decode(bytes, block * type.blockBytes(), values, 0);
        for (int i = 0; i < values.length; i++) {
          // Which of the NaNs it is differs from processor to processor.
          assertThat(Float.floatToIntBits(values[i]))
              .as("%s, block %d, value %d: %s", type, block, i, values[i])
              .isEqualTo(Float.floatToIntBits(golden.getFloat()));
        }
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(BlockType.class));
  }

  private static ByteBuffer golden() throws IOException {
    try (InputStream in = BlockTypeTest.class.getResourceAsStream("/gguf/blocks.bin.gz")) {
      return ByteBuffer.wrap(new GZIPInputStream(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
