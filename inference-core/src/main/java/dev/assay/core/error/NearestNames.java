package dev.assay.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Offers the known names that are nearest to one that is not known. */
public final class NearestNames {
  private NearestNames() {}

  /** Up to three known names within a third of the name's length in edits, the nearest first. */
  public static List<String> of(String name, Collection<String> known) {
    int limit = Math.max(2, name.length() / 3);
    return known.stream()
        // Lengths first: the distance to a name of a million characters takes as much memory.
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
        .filter(candidate -> distance(name, candidate) <= limit)
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(3)
        .toList();
  }

  /** {@code did you mean 'a' or 'b'?}, or {@code otherwise} where nothing is near. */
  public static String suggestion(String name, Collection<String> known, String otherwise) {
    List<String> near = of(name, known);
    return near.isEmpty()
        ? otherwise
        : "did you mean "
            + String.join(" or ", near.stream().map(n -> "'" + n + "'").toList())
            + "?";
  }

  /** Damerau–Levenshtein distance (adjacent transpositions count as one edit), ignoring case. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        best = Math.min(best, edits[i - 1][j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = best;
      }
    }
    return edits[a.length()][b.length()];
  }
}
