package dev.assay.rows;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.nio.file.Path;

/** {@code text} to {@code ids}, or back. */
public final class TokenizeRows {
  private TokenizeRows() {}

  /** Which way rows are taken. */
  public enum Direction {
    /** {@code text} to the {@code ids} of it alone. */
    ENCODE,
    /** {@code text} to {@code ids} that begin with BOS, once. */
    ENCODE_WITH_BEGIN,
    /** {@code ids} to {@code text}. */
    DECODE
  }

  /**
   * Takes all rows of a file through a tokenizer.
   *
   * @param model a tokenizer.json, a SentencePiece model, or a folder with one of them
   * @throws AssayException of kind MODEL, DATA or OUTPUT
   */
  public static RowSummary run(Path model, Direction direction, RowFiles files) {
    RowWriter.refuseExisting(files.output());
    Tokenizer tokenizer = Tokenizers.open(model);
    if (direction == Direction.ENCODE_WITH_BEGIN && tokenizer.beginOfSequence().isEmpty()) {
      throw new AssayException(
          ErrorKind.MODEL,
          "the tokenizer at " + model + " names no BOS token",
          "texts were to begin with it",
          "add bos_token to tokenizer_config.json, or leave --bos out");
    }
    return RowPipeline.run(files, new TokenizeOperation(tokenizer, direction));
  }
}
