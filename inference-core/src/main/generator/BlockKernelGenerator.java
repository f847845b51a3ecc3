import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the vector kernels over quantised blocks of each width: the template beside this file with
 * its species filled in, and one loop per width of codes, with and without minima, that widens
 * weights into memory, and one that widens them in registers and multiplies. Run by the build:
 * {@code java BlockKernelGenerator.java TEMPLATE OUTPUT}.
 */
public final class BlockKernelGenerator {
  private static final int COLUMNS = 32;

  /** Inputs that a step of a loop takes. */
  private static final int GROUP = 8;

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

  /**
   * f = the binary16 in the low half of h's ints: its bits moved up are the number divided by
   * 2^112, subnormal ones too, but for infinities and NaN, which come out as 65536 and more.
   */
  private static final String HALF =
      """
      IntVector $f_up = $h.and(0x7FFF).lanewise(VectorOperators.LSHL, 13);
      FloatVector $f_number = $f_up.reinterpretAsFloats().mul(0x1p112f);
      FloatVector $f_size =
          $f_number.blend(
              $f_up.or(0x7F800000).reinterpretAsFloats(),
              $f_number.compare(VectorOperators.GE, 65536f));
      FloatVector $f =
          $f_size
              .reinterpretAsInts()
              .or($h.and(0x8000).lanewise(VectorOperators.LSHL, 16))
              .reinterpretAsFloats();
      """;

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
              .replace("$BITS", String.valueOf(bits))
              .lines()
              .map(BlockKernelGenerator::expanded)
              .collect(Collectors.joining("\n", "", "\n"));
      Path file = folder.resolve("Vector" + bits + "Blocks.java");
      if (!Files.exists(file) || !Files.readString(file).equals(source)) {
        Files.writeString(file, source);
      }
    }
  }

  /** A line {@code //half f h} stands for {@link #HALF}; as methods vectors might be boxed. */
  private static String expanded(String line) {
    String[] words = line.strip().split(" ");
    return words[0].equals("//half") ? HALF.replace("$f", words[1]).replace("$h", words[2]) : line;
  }

  private String kernels() {
    StringBuilder code = new StringBuilder();
    dispatch(
        code,
        "widen",
        "BlockMatrix weights, int low, int high, BlockScratch scratch, int from, int groups, int to",
        "d, low, high, bias, shift, scratch.scales, scratch.minima, from, groups, scratch.widened, to");
    dispatch(
        code,
        "row",
        "BlockMatrix weights, float[] a, int ao, int low, int high, BlockScratch scratch, int from,"
            + " int groups, float[] sums, float[] c, int co",
        "a, ao, d, low, high, tile, bias, shift, scratch.scales, scratch.minima, from, groups, sums, c,"
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
    code.append("    float bias = MAGIC - codes.addend;\n");
    code.append("    int shift = Integer.numberOfTrailingZeros(codes.subValues / GROUP);\n");
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
            + " int groups, float[] out, int to) {\n");
    code.append("    FloatVector b = FloatVector.broadcast(F, bias);\n");
    code.append("    for (int g = 0; g < groups; g++) {\n");
    code.append("      int at = from + (g >> shift) * COLUMNS;\n");
    code.append("      int o = to + g * (GROUP * COLUMNS);\n");
    loads(code, codes, "", "", "");
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
            + " float[] minima, int from, int groups, float[] sums, float[] c, int co) {\n");
    code.append("    FloatVector b = FloatVector.broadcast(F, bias);\n");
    for (int j = 0; j < STREAMS; j++) {
      code.append(
          "    FloatVector c%d = FloatVector.fromArray(F, sums, %d * L);\n".formatted(j, j));
    }
    code.append("    for (int g = 0; g < groups; g++) {\n");
    code.append("      int at = from + (g >> shift) * COLUMNS;\n");
    code.append("      int p = ao + g * GROUP;\n");
    for (int j = 0; j < STREAMS; j++) {
      int column = j * lanes % COLUMNS;
      int tiles = j * lanes / COLUMNS;
      String name = String.valueOf(j);
      String scale = tiles + " * BlockScratch.ROW_SCALES + " + column;
      loads(code, codes, name, " + " + scale, " + " + tiles + " * tile + " + column);
      for (int i = 0; i < GROUP; i++) {
        code.append(
            "      c%d = FloatVector.broadcast(F, a[p + %d]).fma(%s, c%d);\n"
                .formatted(j, i, weight(codes, name, i), j));
      }
    }
    code.append("    }\n");
    for (int j = 0; j < STREAMS; j++) {
      code.append(
          "    FloatVector.fromArray(F, ZEROS, 0).add(c%d).intoArray(c, co + %d * L);\n"
              .formatted(j, j));
    }
    code.append("  }\n\n");
  }

  /** Scale, minimum and the ints that hold the codes of a group. */
  private static void loads(
      StringBuilder code, Codes codes, String name, String scale, String data) {
    code.append(
        "      FloatVector s%s = FloatVector.fromArray(F, scales, at%s);\n".formatted(name, scale));
    if (codes.minima()) {
      code.append(
          "      FloatVector m%s = FloatVector.fromArray(F, minima, at%s);\n"
              .formatted(name, scale));
    }
    plane(code, "w" + name, codes.lowBits(), "low", data);
    if (codes.highBits() > 0) {
      plane(code, "h" + name, codes.highBits(), "high", data);
    }
  }

  private static void plane(StringBuilder code, String name, int bits, String start, String data) {
    switch (bits) {
      case 8 -> {
        code.append(load(name + "_0", start + " + g * (2 * COLUMNS)" + data, ""));
        code.append(load(name + "_1", start + " + g * (2 * COLUMNS) + COLUMNS" + data, ""));
      }
      case 4 -> code.append(load(name, start + " + g * COLUMNS" + data, ""));
      case 2 ->
          code.append(
              load(
                  name,
                  start + " + (g >> 1) * COLUMNS" + data,
                  ".lanewise(VectorOperators.LSHR, (g & 1) * 16)"));
      default ->
          code.append(
              load(
                  name,
                  start + " + (g >> 2) * COLUMNS" + data,
                  ".lanewise(VectorOperators.LSHR, (g & 3) * 8)"));
    }
  }

  private static String load(String name, String index, String shift) {
    return "      IntVector %s = IntVector.fromArray(I, d, %s)%s;\n".formatted(name, index, shift);
  }

  /** scale · level − minimum of input i of a group. */
  private static String weight(Codes codes, String name, int i) {
    String low = "w" + name;
    String code =
        switch (codes.lowBits()) {
          case 8 -> shifted(low + "_" + i / 4, 8 * (i % 4)) + ".and(255)";
          case 4 -> shifted(low, 4 * i) + ".and(15)";
          default -> shifted(low, 2 * i) + ".and(3)";
        };
    if (codes.highBits() > 0) {
      int mask = (1 << codes.bits()) - (1 << codes.lowBits());
      String high = shifted("h" + name, codes.highBits() * i - codes.lowBits());
      code += ".or(" + high + ".and(" + mask + "))";
    }
    String level = code + ".or(MAGIC_BITS).reinterpretAsFloats().sub(b)";
    return "s" + name + ".mul(" + level + ")" + (codes.minima() ? ".sub(m" + name + ")" : "");
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
