package dev.assay.core.sampling;

/**
 * Numbers in [0, 1), one per step of a sequence: each a function of seed and step alone. The mixing
 * is SplitMix64's (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014).
 */
final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Draws() {}

  static double at(long seed, long step) {
    return (mix(mix(seed) + (step + 1) * GOLDEN_GAMMA) >>> 11) * 0x1p-53;
  }

  /** Neighbouring seeds are mixed too: they are the numbers of neighbouring rows. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
