package dev.assay.eval.metric;

import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parts of a task's items, by the traits of their prompts. */
final class Subsets {
  /** Tell items apart, not parts. */
  private static final List<String> IDS = List.of("id", "request", "item", "pair");

  /** More parts than these are no grouping. */
  private static final int MOST = 64;

  private Subsets() {}

  /** Positions of items, by trait and what they have of it. */
  static SortedMap<String, SortedMap<String, List<Integer>>> of(List<AnsweredItem> items) {
    SortedMap<String, SortedMap<String, List<Integer>>> parts = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).reference() instanceof Reference.Traits reference) {
        int position = i;
        reference
            .traits()
            .forEach(
                (trait, part) ->
                    parts
                        .computeIfAbsent(trait, unused -> new TreeMap<>())
                        .computeIfAbsent(part, unused -> new ArrayList<>())
                        .add(position));
      }
    }
    IDS.forEach(parts::remove);
    parts.values().removeIf(one -> one.size() < 2 || one.size() > MOST);
    return parts;
  }
}
