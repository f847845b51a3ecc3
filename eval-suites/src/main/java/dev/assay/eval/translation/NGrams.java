package dev.assay.eval.translation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each sequence occurs. */
final class NGrams {
  private NGrams() {}

  /** Of n words. */
  static Map<List<String>, Integer> ofWords(List<String> words, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(List.copyOf(words.subList(i, i + n)), 1, Integer::sum);
    }
    return counts;
  }

  /** Of n code points. */
  static Map<String, Integer> ofCharacters(int[] codePoints, int n) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= codePoints.length; i++) {
      counts.merge(new String(codePoints, i, n), 1, Integer::sum);
    }
    return counts;
  }

  static int total(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Occurrences that both have. */
  static <K> int matches(Map<K, Integer> counts, Map<K, Integer> others) {
    int matches = 0;
    for (Map.Entry<K, Integer> entry : counts.entrySet()) {
      matches += Math.min(entry.getValue(), others.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }
}
