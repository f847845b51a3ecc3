package dev.assay.cli.sidebyside;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.rating.RaterNames;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How raters are named in tables and on pages. */
final class RaterOptions {
  @Option(
      names = "--keep_rater_ids",
      description = "Raters' ids stand in tables and pages as they are; else digests of them do.")
  private boolean kept;

  @Option(
      names = "--rater_salt",
      paramLabel = "TEXT",
      description =
          "Secret of these digests: one salt names a rater alike in every file (default: the"
              + " ratings' own sha256).")
  private String salt;

  /**
   * The names of a file's raters.
   *
   * @throws AssayException of kind DATA for a file that cannot be read
   */
  RaterNames names(Path ratings) {
    if (kept) {
      return RaterNames.kept();
    }
    if (salt != null) {
      return RaterNames.hashed(salt);
    }
    try {
      return RaterNames.hashed(Sha256.of(ratings));
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "ratings of " + ratings + " cannot be read",
          e.toString(),
          "give JSON Lines, CSV or Parquet",
          e);
    }
  }
}
