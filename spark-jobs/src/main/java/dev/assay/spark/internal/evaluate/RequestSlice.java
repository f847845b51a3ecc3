package dev.assay.spark.internal.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * What one Spark task is sent: requests grouped by task, each group's shared beginning once.
 *
 * @param groups in order, neighbours sharing beginnings
 */
record RequestSlice(List<Group> groups) implements Serializable {

  /**
   * Requests of one evaluation task.
   *
   * @param prefix token ids that every request's context begins with
   */
  record Group(String task, int[] prefix, List<Request> requests) implements Serializable {}

  /**
   * The choices of an item that share a context.
   *
   * @param suffix the context behind the group's prefix
   * @param choices their numbers in the item
   * @param continuations one per choice
   */
  record Request(int docId, int[] suffix, int[] choices, int[][] continuations)
      implements Serializable {}
}
