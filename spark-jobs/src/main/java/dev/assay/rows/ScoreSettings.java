package dev.assay.rows;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How rows are scored.
 *
 * @param model Hugging Face model folder
 * @param withoutBegin score strings without BOS where the family wants it
 * @param maxLength tokens the model reads at most; empty for the family's default, and no limit for
 *     texts where the model states none
 * @param tokenLogProbabilities answers hold every token's log-probability
 * @param threads that compute
 * @param kernels {@code auto} or the name of the kernels to use
 */
public record ScoreSettings(
    Path model,
    boolean withoutBegin,
    OptionalInt maxLength,
    boolean tokenLogProbabilities,
    int threads,
    String kernels) {
  public ScoreSettings {
    if (threads < 1) {
      throw new AssayException(
          ErrorKind.USAGE,
          "threads is " + threads,
          "it is a count of threads that compute",
          "give 1 or more, or leave it out for all cores");
    }
  }
}
