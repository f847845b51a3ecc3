package dev.assay.eval.preference.strength;

import java.util.OptionalDouble;

/**
 * How far strengths explain the results of two models.
 *
 * @param contests between them
 * @param observed rate of the first; empty of no contest
 * @param fitted rate by the strengths; empty of no contest
 * @param z (observed − fitted)/the error of that many independent contests; empty of no contest
 * @param firstStronger share of resamples in which the first is the stronger; empty where too few
 *     have strengths
 */
public record PairFit(
    String first,
    String second,
    int contests,
    OptionalDouble observed,
    OptionalDouble fitted,
    OptionalDouble z,
    OptionalDouble firstStronger) {
  private static final double LARGEST_Z = 3;

  /** One strength each cannot explain these two models' results. */
  public boolean isUnexplained() {
    return z.isPresent() && Math.abs(z.getAsDouble()) > LARGEST_Z;
  }
}
