package dev.assay.rows;

import dev.assay.core.error.AssayException;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.replica.Replica;

/**
 * Scores rows of three kinds:
 *
 * <ul>
 *   <li>{@code context}, a string, and {@code continuations}, a list of strings: encoded as
 *       evaluation encodes them ({@link dev.assay.eval.request.TokenEncoder})
 *   <li>{@code context_ids}, token ids, and {@code continuations_ids}, a list of lists of them:
 *       taken as they are, BOS included or not
 *   <li>{@code text}, a string of any length: every token of it is scored
 * </ul>
 *
 * <p>The first two are answered with {@code loglikelihoods}, {@code greedy}, {@code context_tokens}
 * and {@code continuation_tokens}; a text with {@code loglikelihood}, {@code tokens}, {@code bytes}
 * (UTF-8), {@code perplexity} (per token), {@code byte_perplexity}, {@code bits_per_byte} and
 * {@code windows} (1 where the model read it through, see {@link
 * dev.assay.core.engine.RollingScorer}); all, where asked for, with {@code token_logprobs}.
 * Logarithms are natural.
 */
public final class ScoreRows {
  private ScoreRows() {}

  /**
   * Scores all rows of a file.
   *
   * @throws AssayException of kind MODEL, DATA, OUTPUT or USAGE
   */
  public static RowSummary run(ScoreSettings settings, RowFiles files) {
    RowWriter.refuseExisting(files.output());
    ModelFolder model = ModelFolder.open(settings.model());
    RowEncoder encoder = new RowEncoder(model, settings.withoutBegin(), settings.maxLength());
    try (Replica replica =
        Replica.load(
            model,
            settings.replica().kernels(),
            settings.replica().quantization(),
            settings.replica().engine())) {
      return RowPipeline.run(
          files, new ScoreOperation(replica.engine(), encoder, settings.tokenLogProbabilities()));
    }
  }
}
