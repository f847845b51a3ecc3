package dev.assay.cli.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.document.Document;
import dev.assay.eval.rating.LabelNames;
import dev.assay.eval.rating.RatedModels;
import dev.assay.eval.rating.RaterNames;
import dev.assay.eval.rating.RatingImport;
import dev.assay.eval.rating.RatingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A file of people's ratings. */
record RatingsFile(Path file, LabelNames labels, RaterOptions raters) {
  private static final int LISTED = 10;

  /**
   * Ratings of whatever models it names.
   *
   * @throws AssayException of kind DATA for a file that cannot be read, of kind USAGE where it does
   *     not name the baseline
   */
  Read against(String baseline) {
    List<Document> rows = rows();
    return read(rows, RatedModels.namedIn(rows, baseline));
  }

  /** Ratings of these models; rows of others are unusable. */
  Read of(List<String> models) {
    return read(rows(), new RatedModels(models));
  }

  /**
   * The same ratings twice.
   *
   * @param given as the file names raters: for whoever has the file
   * @param stored as tables and pages name them
   */
  record Read(RatingImport given, RatingImport stored) {}

  private Read read(List<Document> rows, RatedModels models) {
    return new Read(
        RatingImport.of(rows, new RatingSettings(models, labels, RaterNames.kept())),
        RatingImport.of(rows, new RatingSettings(models, labels, raters.names(file))));
  }

  private List<Document> rows() {
    try {
      return DatasetForms.all().read(file);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "ratings of " + file + " cannot be read",
          e.getMessage(),
          "give JSON Lines, CSV or Parquet",
          e);
    }
  }

  /** What counts, what does not, and what is odd. */
  static void print(PrintWriter out, RatingImport ratings) {
    out.printf(
        "%d ratings counted, %d superseded, %d rows unusable%n",
        ratings.counted().size(), ratings.superseded(), ratings.unusable().size());
    ratings.unusable().stream().limit(LISTED).forEach(row -> out.println("  " + row));
    ratings.notices().stream().limit(LISTED).forEach(notice -> out.println("  " + notice));
  }
}
