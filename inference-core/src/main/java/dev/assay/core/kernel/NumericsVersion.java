package dev.assay.core.kernel;

/**
 * The version of every order of summation and polynomial that a score depends on. Scores of equal
 * version are compared bit for bit; whoever changes a bit of any result raises it.
 */
public final class NumericsVersion {
  public static final int CURRENT = 1;

  private NumericsVersion() {}
}
