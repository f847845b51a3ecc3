package dev.assay.core.gguf;

import dev.assay.core.kernel.BlockType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The numbers of ggml's tensor types: those that are read, and the names of the others. */
final class TensorTypes {
  private static final Map<Integer, BlockType> READ =
      Arrays.stream(BlockType.values()).collect(Collectors.toMap(BlockType::number, t -> t));

  private static final Map<Integer, String> OTHERS = new HashMap<>();

  static {
    name(4, "Q4_2 (removed)", "Q4_3 (removed)");
    name(9, "Q8_1");
    name(15, "Q8_K", "IQ2_XXS", "IQ2_XS", "IQ3_XXS", "IQ1_S");
    name(21, "IQ3_S", "IQ2_S");
    name(24, "I8", "I16", "I32", "I64", "F64", "IQ1_M");
    name(31, "Q4_0_4_4 (removed)", "Q4_0_4_8 (removed)", "Q4_0_8_8 (removed)", "TQ1_0", "TQ2_0");
    name(36, "IQ4_NL_4_4 (removed)", "IQ4_NL_4_8 (removed)", "IQ4_NL_8_8 (removed)");
    name(39, "MXFP4", "NVFP4");
  }

  private TensorTypes() {}

  private static void name(int first, String... names) {
    for (int i = 0; i < names.length; i++) {
      OTHERS.put(first + i, names[i]);
    }
  }

  static Optional<BlockType> numbered(int number) {
    return Optional.ofNullable(READ.get(number));
  }

  /** A type that is not read, as errors call it. */
  static String described(int number) {
    return "number "
        + Integer.toUnsignedString(number)
        + " ("
        + OTHERS.getOrDefault(number, "not a known type")
        + ")";
  }

  static String known() {
    return Arrays.stream(BlockType.values()).map(BlockType::name).collect(Collectors.joining(", "));
  }
}
