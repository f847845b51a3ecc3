package dev.assay.core.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a model's large matrices are held in memory. Scores depend on it. */
public enum Quantization {
  /** With the values that the file has: bfloat16 as it is, everything else in float32. */
  NONE,

  /** With every weight of the model, not the large matrices alone, as a file in bfloat16 has it. */
  BFLOAT16,

  /** {@link Int8Matrix}, made while the file is read. */
  INT8;

  /** What people call them: {@code none}, {@code bfloat16}, {@code int8}. */
  public static final List<String> NAMES =
      Arrays.stream(values()).map(Quantization::toString).toList();

  /** The one that has a name of {@link #NAMES}. */
  public static Quantization named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
