package dev.assay.core.generation;

import dev.assay.core.digest.Sha256;

/** The seed of a row's draws: of the run's seed and the row's id, and of nothing else. */
public final class RowSeed {
  private static final int HEXADECIMAL_DIGITS = 16;

  private RowSeed() {}

  public static long of(long seed, String rowId) {
    String digest = Sha256.of(seed + " " + rowId).substring(0, HEXADECIMAL_DIGITS);
    return Long.parseUnsignedLong(digest, 16);
  }
}
