import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the vector kernels over quantised blocks of each width: the template beside this file with
 * its species filled in, and one loop per width of codes, with and without minima, that widens
 * weights into memory, and one that widens them in registers and multiplies. Run by the build:
 * {@code java BlockKernelGenerator.java TEMPLATE OUTPUT}.
 */
public final class BlockKernelGenerator {
  private static final int COLUMNS = 32;

  /** Inputs that a loop takes at once. */
  private static final int STEP = 4;

  /** The same of codes in two planes, of which a row's kernel grows too long for JDK 17. */
  private static final int SHORT_STEP = 2;

  /** Inputs whose codes are four bits apart in an int of any plane, see BlockLayout. */
  private static final int PLANE_INPUTS = 8;

  /** Accumulators of a single row's kernel. */
  private static final int STREAMS = 4;

  private static final List<Integer> WIDTHS = List.of(512, 256, 128);

  /** A code of so many bits, and whether something is subtracted from scale · level. */
  private record Codes(int bits, boolean minima) {
    String name() {
      return bits + (minima ? "WithMinima" : "");
    }

    /** Codes of more than one plane, of which the first has the low bits. */
    int highBits() {
      return bits == 5 || bits == 6 ? bits - 4 : bits == 3 ? 1 : 0;
    }

    int lowBits() {
      return bits - highBits();
    }

    /** Bits at which codes begin that stay where they are, in ints and in ints moved by 16. */
    List<Integer> places() {
      return bits == Byte.SIZE ? List.of(0, 8) : List.of(0, 4, 8, 12);
    }
  }

  private static final List<Codes> ALL =
      List.of(
          new Codes(8, false),
          new Codes(4, false),
          new Codes(4, true),
          new Codes(5, false),
          new Codes(5, true),
          new Codes(6, false),
          new Codes(3, false),
          new Codes(2, true));

  private final int lanes;

  private BlockKernelGenerator(int bits) {
    this.lanes = bits / Float.SIZE;
  }

  public static void main(String[] arguments) throws IOException {
    String template = Files.readString(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1], "dev", "assay", "core", "kernel");
    Files.createDirectories(folder);
    for (int bits : WIDTHS) {
      BlockKernelGenerator generator = new BlockKernelGenerator(bits);
      String source =
          template
              .replace("$KERNELS", generator.kernels())
              .replace("$LANES", String.valueOf(generator.lanes))
              .replace("$BITS", String.valueOf(bits));

      Path file = folder.resolve("Vector" + bits + "Blocks.java");
      if (!Files.exists(file) || !Files.readString(file).equals(source)) {
        Files.writeString(file, source);
      }
    }
  }

  private String kernels() {
    StringBuilder code = new StringBuilder();
    dispatch(
        code,
        "widen",
        "BlockMatrix weights, int low, int high, BlockScratch scratch, int from, int inputs, int"
            + " to",
        "d, low, high, addend, shift, scratch.scales, scratch.minima, from, inputs,"
            + " scratch.widened, to");
    dispatch(
        code,
        "row",
        "BlockMatrix weights, float[] a, int ao, int low, int high, BlockScratch scratch, int from,"
            + " int inputs, float[] sums, float[] c, int co",
        "a, ao, d, low, high, tile, addend, shift, scratch.scales, scratch.minima, from, inputs,"
            + " sums, c, co");
    for (Codes codes : ALL) {
      widening(code, codes);
      row(code, codes);
    }
    return code.toString().stripTrailing();
  }

  private static void dispatch(StringBuilder code, String name, String operands, String arguments) {
    code.append("  private static void ").append(name).append('(').append(operands);
    code.append(") {\n    int[] d = weights.data();\n");
    code.append("    BlockCodes codes = weights.codes();\n");
    code.append("    float addend = codes.addend;\n");
    code.append("    int shift = Integer.numberOfTrailingZeros(codes.subValues);\n");
    if (name.equals("row")) {
      code.append("    int tile = weights.layout().tileInts;\n");
    }
    code.append("    switch (codes.minima ? -codes.bits : codes.bits) {\n");
    for (Codes codes : ALL) {
      code.append(
          "      case %d -> %s%s(%s);\n"
              .formatted(
                  codes.minima() ? -codes.bits() : codes.bits(), name, codes.name(), arguments));
    }
    code.append(
        "      default -> throw new IllegalStateException(\"no kernel of \" + weights.type());\n");
    code.append("    }\n  }\n\n");
  }

  private void widening(StringBuilder code, Codes codes) {
    code.append("  private static void widen").append(codes.name());
    code.append(
        "(int[] d, int low, int high, float addend, int shift, float[] scales, float[] minima, int"
            + " from, int inputs, float[] out, int to) {\n");
    constants(code, codes);
    loop(code, STEP);
    code.append("      int o = to + g * (%d * COLUMNS);\n".formatted(STEP));
    loads(code, codes, STEP, "", "", "");
    for (int i = 0; i < STEP; i++) {
      code.append(
          "      %s.intoArray(out, o + %d * COLUMNS);\n".formatted(weight(codes, "", i), i));
    }
    code.append("    }\n  }\n\n");
  }

  private void row(StringBuilder code, Codes codes) {
    code.append("  private static void row").append(codes.name());
    code.append(
        "(float[] a, int ao, int[] d, int low, int high, int tile, float addend, int shift, float[]"
            + " scales, float[] minima, int from, int inputs, float[] sums, float[] c, int co)"
            + " {\n");
    constants(code, codes);
    for (int j = 0; j < STREAMS; j++) {
      code.append(
          "    FloatVector c%d = FloatVector.fromArray(F, sums, %d * L);\n".formatted(j, j));
    }
    int step = codes.highBits() > 0 ? SHORT_STEP : STEP;
    loop(code, step);
    for (int i = 0; i < step; i++) {
      code.append(
          "      FloatVector v%d = FloatVector.broadcast(F, a[ao + g * %d + %d]);\n"
              .formatted(i, step, i));
    }
    for (int j = 0; j < STREAMS; j++) {
      int column = j * lanes % COLUMNS;
      int tiles = j * lanes / COLUMNS;
      String name = String.valueOf(j);
      String scale = " + " + tiles + " * BlockScratch.ROW_SCALES + " + column;
      loads(code, codes, step, name, scale, " + " + tiles + " * tile + " + column);
      for (int i = 0; i < step; i++) {
        code.append(
            "      c%d = v%d.lanewise(VectorOperators.FMA, %s, c%d);\n"
                .formatted(j, i, weight(codes, name, i), j));
      }
    }
    code.append("    }\n");
    for (int j = 0; j < STREAMS; j++) {
      code.append(
          "    FloatVector.fromArray(F, ZEROS, 0).lanewise(VectorOperators.ADD, c%d).intoArray(c, co + %d * L);\n"
              .formatted(j, j));
    }
    code.append("  }\n\n");
  }

  /**
   * Where a code stays in the int that it is loaded in, its float32 is 2^(23 − place) and the code:
   * or-ed to that number's bits the code is its last digits. As vectors, for every one that is made
   * in a loop costs the compiler some of its patience.
   */
  private static void constants(StringBuilder code, Codes codes) {
    for (int place : codes.places()) {
      int low = (1 << codes.lowBits()) - 1 << place;
      code.append("    IntVector low%d = IntVector.broadcast(I, %d);\n".formatted(place, low));
      if (codes.highBits() > 0) {
        int high = (1 << codes.highBits()) - 1 << place + codes.lowBits();
        code.append("    IntVector high%d = IntVector.broadcast(I, %d);\n".formatted(place, high));
      }
      int exponent = 23 - place;
      code.append(
          "    IntVector magic%d = IntVector.broadcast(I, %d);\n"
              .formatted(place, Float.floatToRawIntBits(1 << exponent)));
      code.append(
          "    FloatVector bias%d = FloatVector.broadcast(F, addend - %d);\n"
              .formatted(place, 1 << exponent));
    }
  }

  private static void loop(StringBuilder code, int step) {
    int shift = Integer.numberOfTrailingZeros(step);
    code.append("    for (int g = 0; g < inputs >> %d; g++) {\n".formatted(shift));
    code.append("      int at = from + (g >> shift - %d) * COLUMNS;\n".formatted(shift));
  }

  /** Scale, minimum and the ints that hold the codes of a step. */
  private static void loads(
      StringBuilder code, Codes codes, int step, String name, String scale, String data) {
    code.append(
        "      FloatVector s%s = FloatVector.fromArray(F, scales, at%s);\n".formatted(name, scale));
    if (codes.minima()) {
      code.append(
          "      FloatVector m%s = FloatVector.fromArray(F, minima, at%s);\n"
              .formatted(name, scale));
    }
    if (codes.lowBits() == Byte.SIZE) {
      load(code, "w0_" + name, "low + g * COLUMNS" + data);
      down(code, "w1_" + name, "w0_" + name, "16");
      return;
    }
    plane(code, "w", name, codes.lowBits(), step, "low", data);
    if (codes.highBits() > 0) {
      plane(code, "h", name, codes.highBits(), step, "high", data);
      code.append(
          "      h0_%s = h0_%s.lanewise(VectorOperators.LSHL, %d);\n"
              .formatted(name, name, codes.lowBits()));
    }
  }

  /** What a plane holds of a step: in groups of four bits, the lowest of each. */
  private static void plane(
      StringBuilder code,
      String plane,
      String name,
      int bits,
      int step,
      String start,
      String data) {
    int parts = PLANE_INPUTS / step;
    int partShift = Integer.numberOfTrailingZeros(parts);
    int steps = 4 / bits;
    int shift = partShift + Integer.numberOfTrailingZeros(steps);
    String from = plane + name;
    load(code, from, start + " + (g >> " + shift + ") * COLUMNS" + data);
    String down = "(g & %d) * %d".formatted(parts - 1, 4 * step);
    if (steps > 1) {
      down += " + (g >> %d & %d) * %d".formatted(partShift, steps - 1, bits);
    }
    down(code, plane + "0_" + name, from, down);
  }

  private static void load(StringBuilder code, String name, String index) {
    code.append("      IntVector %s = IntVector.fromArray(I, d, %s);\n".formatted(name, index));
  }

  private static void down(StringBuilder code, String name, String from, String bits) {
    code.append(
        "      IntVector %s = %s.lanewise(VectorOperators.LSHR, %s);\n"
            .formatted(name, from, bits));
  }

  /**
   * scale · level − minimum of input i of a step. The product is exact in float32, so that one
   * rounding, of the sum, is what the definition has. What was reinterpreted is an argument, never
   * what a method is called on: the compiler knows its width too late, and would box it.
   */
  private static String weight(Codes codes, String name, int i) {
    int place = codes.places().get(i % codes.places().size());
    int part = i / codes.places().size();
    String code =
        "w%d_%s.lanewise(VectorOperators.AND, low%d)".formatted(part, name, place)
            + ".lanewise(VectorOperators.OR, magic%d)".formatted(place);
    if (codes.highBits() > 0) {
      code =
          "h%d_%s.lanewise(VectorOperators.AND, high%d).lanewise(VectorOperators.OR, %s)"
              .formatted(part, name, place, code);
    }
    String level =
        "bias%d.lanewise(VectorOperators.ADD, %s.reinterpretAsFloats())".formatted(place, code);
    return codes.minima()
        ? "s%s.lanewise(VectorOperators.FMA, %s, m%s)".formatted(name, level, name)
        : "s%s.lanewise(VectorOperators.MUL, %s)".formatted(name, level);
  }
}
