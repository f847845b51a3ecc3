import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the vector kernels of each width: the template beside this file with its species filled
 * in, and the register tiles of matrix products, whose accumulators must be named by hand for C2 to
 * keep them in registers. Run by the build: {@code java VectorKernelGenerator.java TEMPLATE
 * OUTPUT}.
 */
public final class VectorKernelGenerator {
  /** Virtual lanes of a sum along a row. */
  private static final int SUM_LANES = 16;

  /** Rows of register tiles, the highest first; two vectors per row are accumulated. */
  private record Width(int bits, List<Integer> heights) {
    int lanes() {
      return bits / Float.SIZE;
    }

    int blockRows() {
      return heights.get(0);
    }

    /** Floats from one input of a block of this height to the next: code. */
    String stride(int height) {
      return height == blockRows() ? "BLOCK_STRIDE" : String.valueOf(height);
    }

    /** Whether a tile leaves registers free. */
    boolean spare() {
      return bits == 512;
    }

    /** Whether what is multiplied is loaded two rows at a time, see {@link #fmas}. */
    boolean fenced() {
      return !spare();
    }

    /** Vectors that hold as many columns as a bfloat16 tile has ints. */
    int parts() {
      return SUM_LANES / lanes();
    }

    /**
     * Vectors of ints that the kernel of a row or two takes at once: eight accumulators or more.
     */
    int wideVectors(int rows) {
      return rows == 1 || spare() ? 4 : 2;
    }

    /** Tiles that it takes at once; none where a vector is too short for a kernel of its own. */
    int wideTiles(int rows) {
      return wideVectors(rows) / parts();
    }

    /** Tiles that a single row's int8 kernel takes at once: eight accumulators. */
    int int8Tiles() {
      return lanes() / 4;
    }
  }

  /** 24 accumulators in the 32 registers of AVX-512, 12 in the 16 of AVX2 and NEON's kin. */
  private static final List<Width> WIDTHS =
      List.of(
          new Width(512, List.of(12, 8, 6, 4, 2, 1)),
          new Width(256, List.of(6, 4, 2, 1)),
          new Width(128, List.of(6, 4, 2, 1)));

  /** What keeps all twelve accumulators in registers, here and there; found by trying. */
  private static final String STRIDE = "Runtime.version().feature() < 21 ? 8 : BLOCK_ROWS";

  /** Read at two places in turn, so that C2 does not take it into a register for the whole loop. */
  private static final String MASKS =
      """

        /** The high halves of ints, in memory: a mask would hold a register all through the loop. */
        private static final int[] HIGH_HALVES = highHalves();

        /** No index; not final, so that C2 does not know. */
        private static int never = -1;

        private static int[] highHalves() {
          int[] masks = new int[L + 1];
          Arrays.fill(masks, 0xFFFF0000);
          return masks;
        }
      """;

  public static void main(String[] arguments) throws IOException {
    String template = Files.readString(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1], "dev", "assay", "core", "kernel");
    Files.createDirectories(folder);
    for (Width width : WIDTHS) {
      String source = fill(template, width);
      Path file = folder.resolve("Vector" + width.bits() + "Kernels.java");
      if (!Files.exists(file) || !Files.readString(file).equals(source)) {
        Files.writeString(file, source);
      }
    }
  }

  private static String fill(String template, Width width) {
    String filled =
        template
            .replace("$PRODUCTS", products(width))
            .replace("$HEIGHTS", heights(width))
            .replace("$BLOCK_ROWS", String.valueOf(width.blockRows()))
            .replace("$BLOCK_STRIDE", width.spare() ? "BLOCK_ROWS" : STRIDE)
            .replace("$MASKS\n", width.spare() ? "" : MASKS)
            .replace("$BYTE_BITS", String.valueOf(Math.max(64, width.bits() / 4)))
            .replace(
                "$CALL_WIDE_2",
                width.wideTiles(2) == 0
                    ? "throw new IllegalStateException(\"no kernel of two rows\");"
                    : "bfloat16Wide_2(left.data(), 0, b, bo, tileInts, depth, c, co, ldc);")
            .replace("$WIDE_1", String.valueOf(width.wideTiles(1)))
            .replace("$WIDE_2", String.valueOf(width.wideTiles(2)))
            .replace("$INT8_TILES", String.valueOf(width.int8Tiles()))
            .replace("$LANES", String.valueOf(width.lanes()))
            .replace("$BITS", String.valueOf(width.bits()));
    return filled
        .lines()
        .flatMap(line -> repeat(line, width).lines())
        .map(VectorKernelGenerator::polynomial)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * A line marked //each stands once for every vector of 16 lanes: # its number, @ its first lane.
   */
  private static String repeat(String line, Width width) {
    int mark = line.indexOf("//each ");
    if (mark < 0) {
      return line;
    }
    StringBuilder lines = new StringBuilder();
    for (int vector = 0; vector < SUM_LANES / width.lanes(); vector++) {
      String copy = line.substring(mark + "//each ".length());
      copy = copy.replace("#", String.valueOf(vector));
      copy = copy.replace("@", String.valueOf(vector * width.lanes()));
      lines.append(vector == 0 ? "" : "\n").append(line, 0, mark).append(copy);
    }
    return lines.toString();
  }

  /** e = exp(x), see {@link dev.assay.core.kernel.Polynomials}; and up to where expm1 differs. */
  private static final String REDUCED =
      """
      FloatVector $e_below = $x.blend(Polynomials.HIGHEST, $x.compare(VectorOperators.GT, Polynomials.HIGHEST));
      FloatVector $e_in = $LIMITED;
      FloatVector $e_shifted = $e_in.fma(FloatVector.broadcast(F, Polynomials.LOG2_E), FloatVector.broadcast(F, Polynomials.MAGIC));
      FloatVector $e_n = $e_shifted.sub(Polynomials.MAGIC);
      FloatVector $e_high = $e_n.fma(FloatVector.broadcast(F, -Polynomials.LN2_HIGH), $e_in);
      FloatVector $e_r = $e_n.fma(FloatVector.broadcast(F, -Polynomials.LN2_LOW), $e_high);
      FloatVector $e_g = FloatVector.broadcast(F, Polynomials.G5)
          .fma($e_r, FloatVector.broadcast(F, Polynomials.G4))
          .fma($e_r, FloatVector.broadcast(F, Polynomials.G3))
          .fma($e_r, FloatVector.broadcast(F, Polynomials.G2))
          .fma($e_r, FloatVector.broadcast(F, Polynomials.G1))
          .fma($e_r, FloatVector.broadcast(F, Polynomials.G0));
      FloatVector $e_small = $e_r.mul($e_r).fma($e_g, $e_r);
      FloatVector $e_scale = $e_shifted.reinterpretAsInts()
          .lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT)
          .add(Polynomials.ONE_BITS)
          .reinterpretAsFloats();
      """;

  private static final String EXP =
      REDUCED.replace("$LIMITED", "$e_below")
          + "FloatVector $e = $e_small.add(1f).mul($e_scale)"
          + ".blend(0f, $x.compare(VectorOperators.LT, Polynomials.LOWEST));";

  private static final String EXPM1 =
      REDUCED.replace(
              "$LIMITED",
              "$e_below.blend(Polynomials.LOWEST, $e_below.compare(VectorOperators.LT, Polynomials.LOWEST))")
          + "FloatVector $e = $e_scale.fma($e_small, $e_scale.sub(1f));";

  /**
   * A line {@code //exp e x} stands for e = exp(x), {@code //expm1 e x} for e = exp(x) − 1. As
   * methods C2 would not put them into their callers wherever it compiled them first, and box every
   * vector that goes in or out: a hundred times slower, and garbage.
   */
  private static String polynomial(String line) {
    String[] words = line.strip().split(" ");
    if (!words[0].equals("//exp") && !words[0].equals("//expm1")) {
      return line;
    }
    String code = words[0].equals("//exp") ? EXP : EXPM1;
    return code.replace("$e", words[1]).replace("$x", words[2]);
  }

  private static String heights(Width width) {
    StringBuilder code = new StringBuilder();
    List<Integer> ascending = width.heights().stream().sorted().toList();
    for (int height : ascending.subList(0, ascending.size() - 1)) {
      code.append("if (left <= %d) {\n      return %d;\n    }\n    ".formatted(height, height));
    }
    return code.toString().stripTrailing();
  }

  private static String products(Width width) {
    StringBuilder code = new StringBuilder();
    String operands =
        "float[] a, int ao, %s[] b, int bo, %sint depth, float[] s, float[] c, int co, int ldc";
    String bfloat16 = operands.formatted("int", "");
    String float32 = operands.formatted("float", "");
    String strided = operands.formatted("float", "int ldb, ");
    dispatch(code, width, "bfloat16", bfloat16, "a, ao, b, bo, depth, s, c, co, ldc");
    dispatch(code, width, "float32", float32, "a, ao, b, bo, depth, s, c, co, ldc");
    dispatch(code, width, "strided", strided, "a, ao, b, bo, ldb, depth, s, c, co, ldc");
    for (int height : width.heights()) {
      code.append("\n  private static void bfloat16_").append(height).append('(').append(bfloat16);
      code.append(") {\n");
      starts(code, height);
      code.append(loop(width, height, "COLUMNS / 2", false))
          .append(decode(width))
          .append(fmas(height, false));
      code.append("    }\n").append(stores(height)).append("  }\n");
      float32(code, width, height, "float32_", float32, "COLUMNS");
      float32(code, width, height, "strided_", strided, "ldb");
    }
    for (int rows = 1; rows <= 2; rows++) {
      if (width.wideTiles(rows) > 0) {
        wide(code, width, rows);
      }
    }
    return code.toString().stripTrailing();
  }

  /** One call per block: the heights are compiled apart, so that each keeps its registers. */
  private static void dispatch(
      StringBuilder code, Width width, String name, String operands, String arguments) {
    code.append("\n  private static void ").append(name).append("(int height, ").append(operands);
    code.append(") {\n    switch (height) {\n");
    for (int height : width.heights()) {
      code.append("      case %d -> %s_%d(%s);\n".formatted(height, name, height, arguments));
    }
    code.append(
        "      default -> throw new IllegalStateException(\"no kernel of \" + height + \" rows\");\n");
    code.append("    }\n  }\n");
  }

  /**
   * @param stride from one input of the right operand to the next: only where it is a constant do
   *     the checks of its bounds leave the loop
   */
  private static void float32(
      StringBuilder code, Width width, int height, String name, String operands, String stride) {
    code.append("\n  private static void ").append(name).append(height).append('(');
    code.append(operands).append(") {\n");
    starts(code, height);
    code.append(loop(width, height, stride, width.fenced()));
    code.append("      FloatVector b0 = FloatVector.fromArray(F, b, q);\n");
    code.append("      FloatVector b1 = FloatVector.fromArray(F, b, q + 16);\n");
    code.append(fmas(height, width.fenced()))
        .append("    }\n")
        .append(stores(height))
        .append("  }\n");
  }

  /**
   * A row or two against several tiles at once: in one tile they have too few accumulators to hide
   * the latency. Every line of memory is read whole, and once.
   */
  private static void wide(StringBuilder code, Width width, int rows) {
    int vectors = width.wideVectors(rows);
    code.append("\n  private static void bfloat16Wide_").append(rows);
    code.append("(float[] a, int ao, int[] b, int bo, int tileInts, int depth, ");
    code.append("float[] c, int co, int ldc) {\n");
    zeros(code, rows * vectors);
    code.append(
        "    for (int k = 0; k < depth; k++) {\n      int p = ao + k * %d;\n".formatted(rows));
    code.append("      int q = bo + k * (COLUMNS / 2);\n");
    for (int row = 0; row < rows; row++) {
      code.append(
          "      FloatVector v%d = FloatVector.broadcast(F, a[p + %d]);\n".formatted(row, row));
    }
    for (int i = 0; i < vectors; i++) {
      code.append(
          "      IntVector w%d = IntVector.fromArray(I, b, q + %d * tileInts + %d);\n"
              .formatted(i, i / width.parts(), i % width.parts() * width.lanes()));
      code.append(
          "      FloatVector l%d = w%d.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();\n"
              .formatted(i, i));
      for (int row = 0; row < rows; row++) {
        int sum = row * vectors + i;
        code.append("      c%d_0 = v%d.fma(l%d, c%d_0);\n".formatted(sum, row, i, sum));
      }
      code.append(
          "      FloatVector h%d = w%d.and(0xFFFF0000).reinterpretAsFloats();\n".formatted(i, i));
      for (int row = 0; row < rows; row++) {
        int sum = row * vectors + i;
        code.append("      c%d_1 = v%d.fma(h%d, c%d_1);\n".formatted(sum, row, i, sum));
      }
    }
    code.append("    }\n");
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < vectors; i++) {
        for (int j = 0; j < 2; j++) {
          code.append(
              "    FloatVector.fromArray(F, ZEROS, 0).add(c%d_%d).intoArray(c, co + %d * ldc + %s);\n"
                  .formatted(row * vectors + i, j, row, wideColumn(width, i, j)));
        }
      }
    }
    code.append("  }\n");
  }

  private static String wideColumn(Width width, int i, int j) {
    return "%d * COLUMNS + %d"
        .formatted(i / width.parts(), 16 * j + i % width.parts() * width.lanes());
  }

  /**
   * Both indices as multiples of k: C2 moves the checks of their bounds out of the loop only so, on
   * JDK 17 only where a multiple is a shift.
   */
  private static String loop(Width width, int height, String columns, boolean fenced) {
    String never = "    int never = Vector%dKernels.never;\n".formatted(width.bits());
    return (fenced ? never : "")
        + "    for (int k = 0; k < depth; k++) {\n      int p = ao + k * %s;\n      int q = bo + k * (%s);\n"
            .formatted(width.stride(height), columns);
  }

  /** With the length known no bounds check stands between the loads, see copySums. */
  private static void starts(StringBuilder code, int height) {
    code.append("    if (s.length != SUMS) {\n");
    code.append("      throw new IllegalArgumentException(\"\" + s.length);\n    }\n");
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < 2; j++) {
        code.append(
            "    FloatVector c%d_%d = FloatVector.fromArray(F, s, %d * L);\n"
                .formatted(i, j, 2 * i + j));
      }
    }
  }

  private static void zeros(StringBuilder code, int height) {
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < 2; j++) {
        code.append(
            "    FloatVector c%d_%d = FloatVector.fromArray(F, ZEROS, 0);\n".formatted(i, j));
      }
    }
  }

  private static String decode(Width width) {
    return "      IntVector w = IntVector.fromArray(I, b, q);\n"
        + "      FloatVector b0 = w.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();\n"
        + "      FloatVector b1 = w.and(%s).reinterpretAsFloats();\n".formatted(highHalves(width));
  }

  private static String highHalves(Width width) {
    return width.spare() ? "0xFFFF0000" : "IntVector.fromArray(I, HIGH_HALVES, k & 1)";
  }

  /**
   * @param fenced with a branch that is never taken after every two rows: C2 would load all rows
   *     before the first multiply-add and put accumulators on the stack to make room for them
   */
  private static String fmas(int height, boolean fenced) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < height; i++) {
      if (fenced && i > 0 && i % 2 == 0) {
        code.append("      if (k == never) {\n        break;\n      }\n");
      }
      code.append("      FloatVector v%d = FloatVector.broadcast(F, a[p + %d]);\n".formatted(i, i));
      for (int j = 0; j < 2; j++) {
        code.append("      c%d_%d = v%d.fma(b%d, c%d_%d);\n".formatted(i, j, i, j, i, j));
      }
    }
    return code.toString();
  }

  /** As an argument of a zero vector: a method called on a loop-carried vector makes C2 box it. */
  private static String stores(int height) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < 2; j++) {
        code.append(
            "    FloatVector.fromArray(F, ZEROS, 0).add(c%d_%d).intoArray(c, co + %d * ldc + %d);\n"
                .formatted(i, j, i, 16 * j));
      }
    }
    return code.toString();
  }
}
