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

  /** Inputs that a step of a widening loop takes: as many as share an int of every plane. */
  private static final int GROUP = 4;

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
        "BlockMatrix weights, int low, int high, BlockScratch scratch, int from, int inputs, int to",
        "d, low, high, bias, shift, scratch.scales, scratch.minima, from, inputs, scratch.widened, to");
    dispatch(
        code,
        "row",
        "BlockMatrix weights, float[] a, int ao, int low, int high, BlockScratch scratch, int from,"
            + " int inputs, float[] sums, float[] c, int co",
        "a, ao, d, low, high, tile, bias, shift, scratch.scales, scratch.minima, from, inputs, sums, c,"
            + " co");
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
    code.append("    float bias = codes.addend - MAGIC;\n");
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
        "(int[] d, int low, int high, float bias, int shift, float[] scales, float[] minima, int from,"
            + " int inputs, float[] out, int to) {\n");
    constants(code, codes);
    loop(code, GROUP);
    code.append("      int o = to + g * (%d * COLUMNS);\n".formatted(GROUP));
    loads(code, codes, GROUP, "", "", "");
    for (int i = 0; i < GROUP; i++) {
      code.append(
          "      %s.intoArray(out, o + %d * COLUMNS);\n".formatted(weight(codes, "", i), i));
    }
    code.append("    }\n  }\n\n");
  }

  private void row(StringBuilder code, Codes codes) {
    code.append("  private static void row").append(codes.name());
    code.append(
        "(float[] a, int ao, int[] d, int low, int high, int tile, float bias, int shift, float[] scales,"
            + " float[] minima, int from, int inputs, float[] sums, float[] c, int co) {\n");
    constants(code, codes);
    for (int j = 0; j < STREAMS; j++) {
      code.append(
          "    FloatVector c%d = FloatVector.fromArray(F, sums, %d * L);\n".formatted(j, j));
    }
    int group = codes.highBits() > 0 ? 1 : 2;
    loop(code, group);
    for (int i = 0; i < group; i++) {
      code.append(
          "      FloatVector v%d = FloatVector.broadcast(F, a[ao + g * %d + %d]);\n"
              .formatted(i, group, i));
    }
    for (int j = 0; j < STREAMS; j++) {
      int column = j * lanes % COLUMNS;
      int tiles = j * lanes / COLUMNS;
      String name = String.valueOf(j);
      String scale = tiles + " * BlockScratch.ROW_SCALES + " + column;
      loads(code, codes, group, name, " + " + scale, " + " + tiles + " * tile + " + column);
      for (int i = 0; i < group; i++) {
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

  /** As vectors, for every one that is made in a loop costs the compiler some of its patience. */
  private static void constants(StringBuilder code, Codes codes) {
    code.append("    FloatVector b = FloatVector.broadcast(F, bias);\n");
    code.append("    IntVector magic = IntVector.broadcast(I, MAGIC_BITS);\n");
    int low = (1 << codes.lowBits()) - 1;
    code.append("    IntVector lowMask = IntVector.broadcast(I, %d);\n".formatted(low));
    if (codes.highBits() > 0) {
      int high = (1 << codes.bits()) - 1 - low;
      code.append("    IntVector highMask = IntVector.broadcast(I, %d);\n".formatted(high));
    }
  }

  private static void loop(StringBuilder code, int group) {
    int shift = Integer.numberOfTrailingZeros(group);
    code.append("    for (int g = 0; g < inputs >> %d; g++) {\n".formatted(shift));
    code.append("      int at = from + (g >> shift - %d) * COLUMNS;\n".formatted(shift));
  }

  /** Scale, minimum and the ints that hold the codes of a group. */
  private static void loads(
      StringBuilder code, Codes codes, int group, String name, String scale, String data) {
    code.append(
        "      FloatVector s%s = FloatVector.fromArray(F, scales, at%s);\n".formatted(name, scale));
    if (codes.minima()) {
      code.append(
          "      FloatVector m%s = FloatVector.fromArray(F, minima, at%s);\n"
              .formatted(name, scale));
    }
    plane(code, "w" + name, codes.lowBits(), group, "low", data);
    if (codes.highBits() > 0) {
      plane(code, "h" + name, codes.highBits(), group, "high", data);
    }
  }

  private static void plane(
      StringBuilder code, String name, int bits, int size, String start, String data) {
    int groups = Integer.SIZE / bits / size;
    String group = groups == 1 ? "g" : "(g >> %d)".formatted(Integer.numberOfTrailingZeros(groups));
    String shift =
        groups == 1
            ? ""
            : ".lanewise(VectorOperators.LSHR, (g & %d) * %d)".formatted(groups - 1, bits * size);
    code.append(load(name, start + " + " + group + " * COLUMNS" + data, shift));
  }

  private static String load(String name, String index, String shift) {
    return "      IntVector %s = IntVector.fromArray(I, d, %s)%s;\n".formatted(name, index, shift);
  }

  /**
   * scale · level − minimum of input i of a group. What was reinterpreted is an argument, never
   * what a method is called on: the compiler knows its width too late, and would box it.
   */
  private static String weight(Codes codes, String name, int i) {
    String code =
        shifted("w" + name, codes.lowBits() * i) + ".lanewise(VectorOperators.AND, lowMask)";
    if (codes.highBits() > 0) {
      String high = shifted("h" + name, codes.highBits() * i - codes.lowBits());
      code += ".lanewise(VectorOperators.OR, " + high + ".lanewise(VectorOperators.AND, highMask))";
    }
    String level =
        "b.lanewise(VectorOperators.ADD, "
            + code
            + ".lanewise(VectorOperators.OR, magic).reinterpretAsFloats())";
    String scaled = "s" + name + ".lanewise(VectorOperators.MUL, " + level + ")";
    return codes.minima() ? scaled + ".lanewise(VectorOperators.SUB, m" + name + ")" : scaled;
  }

  /** Moved down by so many bits, or up where that is negative. */
  private static String shifted(String ints, int down) {
    if (down == 0) {
      return ints;
    }
    return down > 0
        ? ints + ".lanewise(VectorOperators.LSHR, " + down + ")"
        : ints + ".lanewise(VectorOperators.LSHL, " + -down + ")";
  }
}
