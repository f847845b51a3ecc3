package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with quantised blocks equal, bit for bit, a loop over the weights that they define. */
class BlockProductsTest {
  private static final int[] OUTPUTS = {1, 31, 32, 33, 64, 100, 160};
  private static final int MOST_INPUTS = BlockScratch.WIDENED + 256;

  private final Random random = new Random(11);

  @Test
  void aMatrixHoldsEveryWeightOfItsBlocks() {
    for (BlockType type : quantized()) {
      int inputs = 2 * type.blockValues();
      byte[] rows = blocks(type, 70, inputs);
      BlockMatrix matrix = matrix(type, 70, inputs, rows);
      assertThat(matrix.bytes()).isEqualTo(BlockMatrix.bytes(type, 70, inputs));
      float[] block = new float[type.blockValues()];
      for (int output = 0; output < 70; output++) {
        for (int input = 0; input < inputs; input++) {
          int i = input % block.length;
          if (i == 0) {
            int blocks = output * inputs + input;
            type.decode(rows, (int) type.bytes(blocks), block, 0);
          }
          assertThat(Float.floatToRawIntBits(matrix.weight(output, input)))
              .as("%s, output %d, input %d", type, output, input)
              .isEqualTo(Float.floatToRawIntBits(block[i]));
        }
      }
    }
  }

  /** Of its 32 rows a tile takes as much as the file, or a few per cent more. */
  @Test
  void aMatrixIsHardlyLargerThanItsBlocks() {
    for (BlockType type : quantized()) {
      assertThat((double) BlockMatrix.bytes(type, 64, 1024))
          .as(type.name())
          .isBetween((double) type.bytes(64 * 1024), 1.04 * type.bytes(64 * 1024));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void everyType(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (BlockType type : quantized()) {
      for (int rows : new int[] {1, 2, 5, 13, 27}) {
        int inputs = type.blockValues() * (1 + random.nextInt(4));
        equalTheDefinition(kernels, type, rows, OUTPUTS[random.nextInt(OUTPUTS.length)], inputs);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void moreInputsThanAStrip(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (BlockType type : quantized()) {
      equalTheDefinition(kernels, type, 1, 96, MOST_INPUTS);
      equalTheDefinition(kernels, type, 13, 40, MOST_INPUTS);
    }
  }

  /** The vector kernels take factors to be finite. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void factorsThatAreNotFinite(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (BlockType type : quantized()) {
      byte[] blocks = blocks(type, 160, 512);
      for (int at : factors(type)) {
        blocks[at] = 0;
        blocks[at + 1] = 0x7C;
        int next = (int) type.bytes(512) + at;
        blocks[next] = 1;
        blocks[next + 1] = (byte) 0xFC;
      }
      equalTheDefinition(kernels, matrix(type, 160, 512, blocks), 1);
      equalTheDefinition(kernels, matrix(type, 160, 512, blocks), 3);
    }
  }

  private void equalTheDefinition(
      Kernels kernels, BlockType type, int rows, int outputs, int inputs) {
    BlockMatrix weights = matrix(type, outputs, inputs, blocks(type, outputs, inputs));
    equalTheDefinition(kernels, weights, rows);
  }

  private void equalTheDefinition(Kernels kernels, BlockMatrix weights, int rows) {
    BlockType type = weights.type();
    int inputs = weights.inputs();
    int outputs = weights.outputs();
    Rows in = Rows.allocate(rows, inputs);
    for (int i = 0; i < in.data().length; i++) {
      in.data()[i] = (float) random.nextGaussian();
    }
    PackedRows left = kernels.packedRows().shape(rows, inputs);
    kernels.pack(in, left, 0, left.blocks());
    Rows out = Rows.allocate(rows, outputs);
    int middle = weights.tiles() / 3;
    kernels.multiply(left, weights, out, 0, middle);
    kernels.multiply(left, weights, out, middle, weights.tiles());
    for (int output = 0; output < outputs; output++) {
      float[] row = new float[inputs];
      for (int k = 0; k < inputs; k++) {
        row[k] = weights.weight(output, k);
      }
      for (int i = 0; i < rows; i++) {
        float sum = 0f;
        for (int k = 0; k < inputs; k++) {
          sum = Math.fma(in.data()[in.start(i) + k], row[k], sum);
        }
        float actual = out.data()[out.start(i) + output];
        if (Float.floatToRawIntBits(actual) != Float.floatToRawIntBits(0f + sum)) {
          assertThat(actual)
              .as(
                  "%s %s, %dx%dx%d, row %d, output %d",
                  kernels.name(), type, rows, inputs, outputs, i, output)
              .isEqualTo(sum);
        }
      }
    }
  }

  private static List<BlockType> quantized() {
    return Arrays.stream(BlockType.values()).filter(BlockType::quantized).toList();
  }

  private static BlockMatrix matrix(BlockType type, int outputs, int inputs, byte[] rows) {
    BlockMatrix matrix = new BlockMatrix(type, outputs, inputs);
    int tileBytes = (int) type.bytes((long) Matrix.TILE_COLUMNS * inputs);
    for (int tile = 0; tile < matrix.tiles(); tile++) {
      matrix.setTile(tile, Arrays.copyOfRange(rows, tile * tileBytes, (tile + 1) * tileBytes));
    }
    return matrix;
  }

  /** Random bits, but factors that are finite: some are subnormal, some are zeros. */
  private byte[] blocks(BlockType type, int outputs, int inputs) {
    byte[] rows = new byte[(int) type.bytes((long) Matrix.paddedColumns(outputs) * inputs)];
    int filled = (int) type.bytes((long) outputs * inputs);
    byte[] random = new byte[filled];
    this.random.nextBytes(random);
    System.arraycopy(random, 0, rows, 0, filled);
    for (int block = 0; block < filled; block += type.blockBytes()) {
      for (int at : factors(type)) {
        // The exponent's highest bit, so that it is not that of infinities.
        rows[block + at + 1] &= ~0x40;
        if (this.random.nextInt(8) == 0) {
          rows[block + at + 1] &= ~0x7C;
        }
      }
    }
    return rows;
  }

  private static int[] factors(BlockType type) {
    return switch (type) {
      case Q4_1, Q5_1, Q4_K, Q5_K -> new int[] {0, 2};
      case Q2_K -> new int[] {80, 82};
      case Q3_K -> new int[] {108};
      case Q6_K -> new int[] {208};
      default -> new int[] {0};
    };
  }
}
