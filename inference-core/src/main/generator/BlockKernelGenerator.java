import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the vector kernels over quantised blocks of each width: the template beside this file with
 * its species filled in, and for every width of codes one loop that widens weights into memory, and
 * one that widens them in registers and multiplies. The loops are flat and short: JDK 17's compiler
 * boxes the vectors of longer ones, or takes seconds over them. Run by the build: {@code java
 * BlockKernelGenerator.java TEMPLATE OUTPUT}.
 */
public final class BlockKernelGenerator {
  private static final int COLUMNS = 32;

  /** Inputs whose codes are four bits apart in an int of any plane, see BlockLayout. */
  private static final int PLANE_INPUTS = 8;

  /** Accumulators of a single row's kernel over planes, whose loop takes several inputs at once. */
  private static final int STREAMS = 4;

  /** The same over bytes, whose loop takes one. */
  private static final int BYTE_STREAMS = 8;

  /** So many inputs of bytes share a scale, as a power of 2. */
  private static final int BYTE_SUB_SHIFT = 5;

  private static final List<Integer> WIDTHS = List.of(512, 256, 128);

  /** Codes of less than a byte, and whether those of two planes have minima. */
  private record Codes(int bits, boolean minima) {
    String name() {
      return bits + (minima ? "WithMinima" : "");
    }

    boolean twoPlanes() {
      return highBits() > 0;
    }

    /** Codes of more than one plane, of which the first has the low bits. */
    int highBits() {
      return bits == 5 || bits == 6 ? bits - 4 : bits == 3 ? 1 : 0;
    }

    int lowBits() {
      return bits - highBits();
    }

    /** Inputs that a loop takes at once. */
    int step() {
      return twoPlanes() ? 2 : PLANE_INPUTS;
    }

    int stepShift() {
      return Integer.numberOfTrailingZeros(step());
    }
  }

  private static final List<Codes> PLANES =
      List.of(
          new Codes(2, false),
          new Codes(3, false),
          new Codes(4, false),
          new Codes(5, false),
          new Codes(5, true),
          new Codes(6, false));

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
              .replace("$BYTE_STREAMS", String.valueOf(BYTE_STREAMS))
              .replace("$STREAMS", String.valueOf(STREAMS))
              .replace("$LOW_HALF", half(true))
              .replace("$HIGH_HALF", half(false))
              .replace("$LANES", String.valueOf(generator.lanes))
              .replace("$BYTE_BITS", String.valueOf(Math.max(64, bits / 4)))
              .replace("$BITS", String.valueOf(bits));

      Path file = folder.resolve("Vector" + bits + "Blocks.java");
      if (!Files.exists(file) || !Files.readString(file).equals(source)) {
        Files.writeString(file, source);
      }
    }
  }

  private static String half(boolean low) {
    return "w%s.lanewise(VectorOperators.ASHR, 3).lanewise(VectorOperators.AND, mask)"
            .formatted(low ? ".lanewise(VectorOperators.LSHL, 16)" : "")
        + ".reinterpretAsFloats()";
  }

  private String kernels() {
    StringBuilder code = new StringBuilder();
    dispatch(
        code,
        "widen",
        "BlockMatrix weights, int input, int tile, BlockScratch scratch, int column, int inputs,"
            + " int to",
        "scratch.widened, to",
        "");
    dispatch(
        code,
        "row",
        "BlockMatrix weights, float[] a, int input, int tile, BlockScratch scratch, int column,"
            + " int inputs, float[] c, int co",
        "c, co",
        "a, input, ");
    wideningBytes(code);
    rowOfBytes(code);
    for (Codes codes : PLANES) {
      widening(code, codes);
      row(code, codes);
    }
    return code.toString().stripTrailing();
  }

  private static void dispatch(
      StringBuilder code, String name, String operands, String target, String activations) {
    String tile = name.equals("row") ? "layout.tileInts, " : "";
    code.append("  private static void ").append(name).append('(').append(operands);
    code.append(") {\n    int[] d = weights.data();\n");
    code.append("    BlockCodes codes = weights.codes();\n");
    code.append("    BlockLayout layout = weights.layout();\n");
    code.append("    int start = tile * layout.tileInts;\n");
    code.append("    int from = start + layout.codes(input) + column;\n");
    code.append("    int shift = Integer.numberOfTrailingZeros(codes.subValues);\n");
    code.append("    float[] scales = scratch.scales;\n");
    code.append("    float[] sixteenths = scratch.sixteenths;\n");
    code.append("    float[] addends = scratch.addends;\n");
    code.append("    float level = codes.addend;\n");
    code.append("    boolean minima = codes.minima && layout.planes.length > 1;\n");
    code.append("    switch (minima ? -codes.bits : codes.bits) {\n");
    code.append(
        "      case 8 -> %s8(%sd, from - column + column / 4, %sscales, column, inputs, %s);\n"
            .formatted(name, activations, tile, target));
    for (Codes codes : PLANES) {
      code.append(
          "      case %d -> %s%s(%sd, from, level, %sshift, scales, sixteenths, addends, column, inputs, %s);\n"
              .formatted(
                  codes.minima() ? -codes.bits() : codes.bits(),
                  name,
                  codes.name(),
                  activations,
                  tile,
                  target));
    }
    code.append(
        "      default -> throw new IllegalStateException(\"no kernel of \" + weights.type());\n");
    code.append("    }\n  }\n\n");
  }

  private static void wideningBytes(StringBuilder code) {
    code.append(
        "  private static void widen8(int[] d, int low, float[] scales, int from, int"
            + " inputs, float[] out, int to) {\n");
    code.append("    for (int k = 0; k < inputs; k++) {\n");
    code.append(
        "      FloatVector s = FloatVector.fromArray(F, scales, from + (k >> %d) * COLUMNS);\n"
            .formatted(BYTE_SUB_SHIFT));
    code.append(
        "      s.lanewise(VectorOperators.MUL, %s).intoArray(out, to + k * COLUMNS);\n"
            .formatted(level("low + k * (COLUMNS / 4)")));
    code.append("    }\n  }\n\n");
  }

  /** Bytes of one input and as many columns as a vector has lanes, as float32. */
  private static String level(String index) {
    return "IntVector.fromArray(B, d, %s).reinterpretAsBytes()".formatted(index)
        + ".convertShape(VectorOperators.B2F, F, 0)";
  }

  private void rowOfBytes(StringBuilder code) {
    code.append(
        "  private static void row8(float[] a, int ao, int[] d, int low, int tile, float[]"
            + " scales, int from, int inputs, float[] c, int co) {\n");
    starts(code, BYTE_STREAMS);
    code.append("    for (int k = 0; k < inputs; k++) {\n");
    code.append("      int at = from + (k >> %d) * COLUMNS;\n".formatted(BYTE_SUB_SHIFT));
    code.append("      FloatVector v = FloatVector.broadcast(F, a[ao + k]);\n");
    for (int j = 0; j < BYTE_STREAMS; j++) {
      code.append(
          "      FloatVector s%d = FloatVector.fromArray(F, scales, at%s);\n"
              .formatted(j, scaleOffset(j)));
      String index = "low + k * (COLUMNS / 4) + %d * tile + %d".formatted(tile(j), column(j) / 4);
      code.append(
          "      c%d = v.lanewise(VectorOperators.FMA, s%d.lanewise(VectorOperators.MUL, %s), c%d);\n"
              .formatted(j, j, level(index), j));
    }
    code.append("    }\n");
    stores(code, BYTE_STREAMS);
  }

  private void widening(StringBuilder code, Codes codes) {
    code.append("  private static void widen").append(codes.name());
    code.append(
        "(int[] d, int low, float level, int shift, float[] scales, float[]"
            + " sixteenths, float[] addends, int from, int inputs, float[] out, int to) {\n");
    masks(code, codes);
    loop(code, codes);
    code.append("      int o = to + g * (%d * COLUMNS);\n".formatted(codes.step()));
    loads(code, codes, "", "", "");
    for (int i = 0; i < codes.step(); i++) {
      code.append(
          "      %s.intoArray(out, o + %d * COLUMNS);\n".formatted(weight(codes, "", i), i));
    }
    code.append("    }\n  }\n\n");
  }

  private void row(StringBuilder code, Codes codes) {
    code.append("  private static void row").append(codes.name());
    code.append(
        "(float[] a, int ao, int[] d, int low, float level, int tile, int shift,"
            + " float[] scales, float[] sixteenths, float[] addends, int from, int inputs, float[] c, int co)"
            + " {\n");
    masks(code, codes);
    starts(code, STREAMS);
    loop(code, codes);
    for (int i = 0; i < codes.step(); i++) {
      code.append(
          "      FloatVector v%d = FloatVector.broadcast(F, a[ao + g * %d + %d]);\n"
              .formatted(i, codes.step(), i));
    }
    for (int j = 0; j < STREAMS; j++) {
      String name = String.valueOf(j);
      loads(code, codes, name, scaleOffset(j), " + %d * tile + %d".formatted(tile(j), column(j)));
      for (int i = 0; i < codes.step(); i++) {
        code.append(
            "      c%d = v%d.lanewise(VectorOperators.FMA, %s, c%d);\n"
                .formatted(j, i, weight(codes, name, i), j));
      }
    }
    code.append("    }\n");
    stores(code, STREAMS);
  }

  private int tile(int stream) {
    return stream * lanes / COLUMNS;
  }

  private int column(int stream) {
    return stream * lanes % COLUMNS;
  }

  private String scaleOffset(int stream) {
    return " + %d * BlockScratch.TILE_SCALES + %d".formatted(tile(stream), column(stream));
  }

  private static void starts(StringBuilder code, int streams) {
    for (int j = 0; j < streams; j++) {
      code.append(
          "    FloatVector c%d = FloatVector.fromArray(F, c, co + %d * L);\n".formatted(j, j));
    }
  }

  /** As an argument of a zero vector: a method called on a loop-carried vector makes C2 box it. */
  private static void stores(StringBuilder code, int streams) {
    for (int j = 0; j < streams; j++) {
      code.append(
          "    FloatVector.fromArray(F, ZEROS, 0).lanewise(VectorOperators.ADD, c%d).intoArray(c, co + %d * L);\n"
              .formatted(j, j));
    }
    code.append("  }\n\n");
  }

  /**
   * Of codes that lie at the bottom of an int, and four bits higher. As vectors, for every one that
   * is made in a loop costs the compiler some of its patience.
   */
  private static void masks(StringBuilder code, Codes codes) {
    for (int place : new int[] {0, 4}) {
      int low = (1 << codes.lowBits()) - 1 << place;
      code.append("    IntVector low%d = IntVector.broadcast(I, %d);\n".formatted(place, low));
      if (codes.twoPlanes()) {
        int high = (1 << codes.highBits()) - 1 << place + codes.lowBits();
        int unit = 1 << 23 - place;
        code.append("    IntVector high%d = IntVector.broadcast(I, %d);\n".formatted(place, high));
        code.append(
            "    IntVector magic%d = IntVector.broadcast(I, %d);\n"
                .formatted(place, Float.floatToRawIntBits(unit)));
        code.append(
            "    FloatVector bias%d = FloatVector.broadcast(F, level - %d);\n"
                .formatted(place, unit));
      }
    }
  }

  private static void loop(StringBuilder code, Codes codes) {
    code.append("    for (int g = 0; g < inputs >> %d; g++) {\n".formatted(codes.stepShift()));
    code.append(
        "      int at = from + (g >> shift - %d) * COLUMNS;\n".formatted(codes.stepShift()));
  }

  /** Scales, addend, and the codes of a step in pairs, each of which begins at the bottom. */
  private static void loads(
      StringBuilder code, Codes codes, String name, String scale, String data) {
    List<String> kinds = List.of("scale", "sixteenth", "addend");
    if (codes.twoPlanes()) {
      kinds = codes.minima() ? List.of("scale", "addend") : List.of("scale");
    }
    for (String kind : kinds) {
      code.append(
          "      FloatVector %s%s = FloatVector.fromArray(F, %ss, at%s);\n"
              .formatted(kind, name, kind, scale));
    }
    plane(code, "w0_" + name, codes, false, data);
    if (codes.twoPlanes()) {
      plane(code, "high_" + name, codes, true, data);
    }
    for (int pair = 0; pair < codes.step() / 2; pair++) {
      if (pair > 0) {
        down(code, "w" + pair + "_" + name, "w0_" + name, 8 * pair);
      }
      if (codes.twoPlanes()) {
        down(code, "h" + pair + "_" + name, "high_" + name, 8 * pair - codes.lowBits());
      }
    }
  }

  /** What a plane holds of a step: in groups of four bits, the lowest of each. */
  private static void plane(
      StringBuilder code, String name, Codes codes, boolean high, String data) {
    int bits = high ? codes.highBits() : codes.lowBits();
    int parts = PLANE_INPUTS / codes.step();
    int partShift = Integer.numberOfTrailingZeros(parts);
    int groups = 4 / bits;
    String index = "low + (g >> %d) * COLUMNS".formatted(partShift);
    if (codes.twoPlanes()) {
      index = "low + (g >> 4) * %d".formatted(32 * codes.bits());
      index += bits == 1 ? "" : " + (g >> %d & %d) * COLUMNS".formatted(4 - bits / 2, bits - 1);
      index += high ? " + %d * COLUMNS".formatted(codes.lowBits()) : "";
    } else if (groups > 1) {
      index =
          "low + (g >> %d) * COLUMNS".formatted(partShift + Integer.numberOfTrailingZeros(groups));
    }
    String down = parts == 1 ? "" : "(g & %d) * %d".formatted(parts - 1, Integer.SIZE / parts);
    if (groups > 1) {
      down += down.isEmpty() ? "" : " + ";
      down += "(g >> %d & %d) * %d".formatted(partShift, groups - 1, bits);
    }
    code.append(
        "      IntVector %s = IntVector.fromArray(I, d, %s%s)%s;\n"
            .formatted(
                name,
                index,
                data,
                down.isEmpty() ? "" : ".lanewise(VectorOperators.LSHR, " + down + ")"));
  }

  /**
   * @param bits negative to move up
   */
  private static void down(StringBuilder code, String name, String from, int bits) {
    code.append(
        "      IntVector %s = %s.lanewise(VectorOperators.%s, %d);\n"
            .formatted(name, from, bits < 0 ? "LSHL" : "LSHR", Math.abs(bits)));
  }

  /**
   * A weight, that of input i of a step. Of one plane scale · code + addend: the product is exact
   * in float32, so that one rounding, of the sum, is what the definition has, and a code four bits
   * up is sixteen times as much as an integer, so that a sixteenth of the scale takes less than
   * moving it down. Of two planes, which leave the compiler no room for that, scale · level: or-ed
   * to the bits of 2^(23 − place), a code is that number's last digits. What was reinterpreted or
   * converted is an argument, never what a method is called on: the compiler knows its width too
   * late, and would box it.
   */
  private static String weight(Codes codes, String name, int i) {
    int place = i % 2 * 4;
    String code = "w%d_%s.lanewise(VectorOperators.AND, low%d)".formatted(i / 2, name, place);
    if (!codes.twoPlanes()) {
      return "%s%s.lanewise(VectorOperators.FMA, %s.convertShape(VectorOperators.I2F, F, 0), addend%s)"
          .formatted(i % 2 == 0 ? "scale" : "sixteenth", name, code, name);
    }
    code =
        "h%d_%s.lanewise(VectorOperators.AND, high%d)".formatted(i / 2, name, place)
            + ".lanewise(VectorOperators.OR, %s.lanewise(VectorOperators.OR, magic%d))"
                .formatted(code, place);
    String level =
        "bias%d.lanewise(VectorOperators.ADD, %s.reinterpretAsFloats())".formatted(place, code);
    return codes.minima()
        ? "scale%s.lanewise(VectorOperators.FMA, %s, addend%s)".formatted(name, level, name)
        : "scale%s.lanewise(VectorOperators.MUL, %s)".formatted(name, level);
  }
}
