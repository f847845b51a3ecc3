package dev.assay.eval.task;

/**
 * Where a task's solved examples come from.
 *
 * @param split the pool
 * @param sampler how shots are taken from it
 * @param excludesQuestion the question itself is never among its shots: drawing samplers draw one
 *     more than is needed and drop it. The reference harness does so for every task without a split
 *     of its own for shots, even where question and pool are of different splits
 * @param defaultShots how many where none are asked for
 * @param delimiter after each solved example
 */
public record FewShotDefinition(
    String split, Sampler sampler, boolean excludesQuestion, int defaultShots, String delimiter) {
  /** After a solved example where the file says nothing. */
  public static final String DELIMITER = "\n\n";

  public FewShotDefinition {
    RequiredKey.of(split, "split");
    RequiredKey.of(sampler, "sampler");
    if (defaultShots < 0) {
      throw new IllegalArgumentException("'default_shots' is " + defaultShots + ", below 0");
    }
    delimiter = delimiter == null ? DELIMITER : delimiter;
  }
}
