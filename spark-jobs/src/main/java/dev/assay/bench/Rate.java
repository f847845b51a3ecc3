package dev.assay.bench;

/**
 * Something per second, or a share of a ceiling, over several runs.
 *
 * @param best of the fastest run
 * @param median of the middle run
 * @param repetitions runs that were timed
 */
public record Rate(double best, double median, int repetitions) {

  /** This rate with {@code units} for every one of its own. */
  Rate times(double units) {
    return new Rate(best * units, median * units, repetitions);
  }
}
