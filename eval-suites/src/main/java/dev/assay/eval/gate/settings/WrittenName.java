package dev.assay.eval.gate.settings;

import java.util.Locale;

/** Names of kinds as configurations, tables and reports write them. */
public final class WrittenName {
  private WrittenName() {}

  /** {@code non_inferior}. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
