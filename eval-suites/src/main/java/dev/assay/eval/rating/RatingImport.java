package dev.assay.eval.rating;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Ratings read from rows. A row that is no rating costs itself alone; ratings do not depend on the
 * order of rows.
 *
 * @param ratings by prompt, pair, rater and time; superseded ones too
 * @param unusable rows, in their order
 * @param notices of what is odd about ratings or raters; the ratings count all the same
 */
public record RatingImport(
    List<Rating> ratings, List<UnusableRow> unusable, List<RatingNotice> notices) {
  private static final String CURE =
      "give rows with the columns prompt_id, rater_id, model_a, model_b and label;"
          + " category, shown_order and time may be missing";

  public RatingImport {
    ratings = List.copyOf(ratings);
    unusable = List.copyOf(unusable);
    notices = List.copyOf(notices);
  }

  /**
   * From a file.
   *
   * @param forms that the file may have
   * @throws AssayException of kind DATA if it cannot be read, has no rows, or lacks a column
   */
  public static RatingImport read(Path file, FileForms forms, RatingSettings settings) {
    try {
      return of(forms.read(file), settings);
    } catch (IOException e) {
      throw new AssayException(ErrorKind.DATA, "ratings cannot be read", e.getMessage(), CURE, e);
    }
  }

  /**
   * @param rows broken ones among them
   * @throws AssayException of kind DATA if there are no rows, or no row has a required column
   */
  public static RatingImport of(Collection<Document> rows, RatingSettings settings) {
    requireColumns(rows, settings.labelNames());
    List<ReadRating> read = new ArrayList<>();
    List<UnusableRow> unusable = new ArrayList<>();
    for (Document row : rows) {
      if (row.broken()) {
        unusable.add(new UnusableRow(row.number(), UnusableRow.Cause.BROKEN, row.error()));
        continue;
      }
      try {
        read.add(ReadRating.of(row.number(), row.fields(), settings));
      } catch (UnusableRowException e) {
        unusable.add(e.of(row.number()));
      }
    }
    read.sort(ReadRating.ORDER);
    List<Rating> ratings = new ArrayList<>();
    List<ReadRating> counted = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      boolean last = i + 1 == read.size() || !read.get(i).sameRaterAndPair(read.get(i + 1));
      ratings.add(last ? read.get(i).rating() : read.get(i).rating().asSuperseded());
      if (last) {
        counted.add(read.get(i));
      }
    }
    List<RatingNotice> notices = new ArrayList<>(RatingChecks.repeated(read));
    notices.addAll(RatingChecks.habits(counted));
    return new RatingImport(ratings, unusable, notices);
  }

  private static void requireColumns(Collection<Document> rows, LabelNames labelNames) {
    if (rows.isEmpty()) {
      throw new AssayException(ErrorKind.DATA, "there are no ratings", "there are no rows", CURE);
    }
    List<String> required = new ArrayList<>(RatingColumns.REQUIRED);
    if (labelNames == LabelNames.POSITION) {
      required.add(RatingColumns.SHOWN_ORDER);
    }
    List<Document> readable = rows.stream().filter(row -> !row.broken()).toList();
    List<String> missing =
        required.stream()
            .filter(column -> readable.stream().noneMatch(row -> row.fields().has(column)))
            .toList();
    if (!readable.isEmpty() && !missing.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "the rows are no ratings",
          "no row has the column" + (missing.size() > 1 ? "s " : " ") + String.join(", ", missing),
          labelNames == LabelNames.POSITION
              ? CURE + "; where labels name places shown_order may not"
              : CURE);
    }
  }

  /** Ratings that count: of every rater the last one of each pair. */
  public List<Rating> counted() {
    return ratings.stream().filter(rating -> !rating.superseded()).toList();
  }

  /** How many a later rating replaces. */
  public int superseded() {
    return ratings.size() - counted().size();
  }

  /** How many rows cannot be used, by cause; causes that no row has are left out. */
  public Map<UnusableRow.Cause, Integer> unusableByCause() {
    Map<UnusableRow.Cause, Integer> counts = new EnumMap<>(UnusableRow.Cause.class);
    unusable.forEach(row -> counts.merge(row.cause(), 1, Integer::sum));
    return counts;
  }
}
