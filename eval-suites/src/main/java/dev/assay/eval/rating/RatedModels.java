package dev.assay.eval.rating;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * The models that ratings may name.
 *
 * @param names of two that are rated against each other the earlier one is the candidate, the later
 *     one the baseline
 */
public record RatedModels(List<String> names) {
  private static final int MOST_LISTED = 20;

  /**
   * @throws AssayException of kind USAGE for fewer than two names, or one twice
   */
  public RatedModels {
    names = List.copyOf(names);
    if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the models " + listed(names) + " cannot be rated against each other",
          names.size() < 2 ? "fewer than two are named" : "a name stands there twice",
          "name a candidate and another model as the baseline");
    }
  }

  public static RatedModels of(String candidate, String baseline) {
    return new RatedModels(List.of(candidate, baseline));
  }

  /**
   * Those that rows name, in the order of their names, the baseline last. A misspelt name is a
   * model here: give the names where they are known.
   *
   * @param rows of ratings, broken ones among them
   * @throws AssayException of kind USAGE if no row names the baseline, or all rows only it
   */
  public static RatedModels namedIn(Collection<Document> rows, String baseline) {
    TreeSet<String> found = new TreeSet<>();
    for (Document row : rows) {
      if (!row.broken()) {
        for (String column : List.of(RatingColumns.MODEL_A, RatingColumns.MODEL_B)) {
          String name = RatingColumns.text(row.fields().path(column));
          if (name != null) {
            found.add(name);
          }
        }
      }
    }
    if (!found.remove(baseline)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no rating names the baseline '" + baseline + "'",
          "the models rated are " + listed(found),
          "give one of them as the baseline");
    }
    List<String> names = new ArrayList<>(found);
    names.add(baseline);
    return new RatedModels(names);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  boolean isCandidate(String name, String against) {
    return names.indexOf(name) < names.indexOf(against);
  }

  @Override
  public String toString() {
    return listed(names);
  }

  private static String listed(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_LISTED).toList());
    return names.size() <= MOST_LISTED
        ? first
        : first + " and " + (names.size() - MOST_LISTED) + " more";
  }
}
