package dev.assay.eval.metric;

/** A number of a sample of items. Any number of threads may use one. */
@FunctionalInterface
interface Statistic {
  /**
   * @param items their positions in the order of the task, each as often as it is drawn; at least
   *     one
   */
  double of(int[] items);
}
