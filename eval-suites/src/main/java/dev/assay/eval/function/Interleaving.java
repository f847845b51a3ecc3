package dev.assay.eval.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists into one, so that any beginning of it has something of all. */
public final class Interleaving {
  private Interleaving() {}

  /** The first of each, then the second of each, and so on. */
  public static <T> List<T> of(Collection<List<T>> lists) {
    List<T> all = new ArrayList<>();
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    for (int at = 0; at < longest; at++) {
      for (List<T> list : lists) {
        if (at < list.size()) {
          all.add(list.get(at));
        }
      }
    }
    return all;
  }
}
