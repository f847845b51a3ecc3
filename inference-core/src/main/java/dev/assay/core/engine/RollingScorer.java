package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleConsumer;

/**
 * Scores texts of any length. A text is read in pieces, the state carried from one to the next, so
 * that memory depends on the piece and not on the text; how it is cut changes no bit.
 *
 * <p>Where the model cannot read the whole text it is scored in the reference harness's disjoint
 * rolling windows (lm_eval/utils.py, get_rolling_token_windows with context_len 1, then
 * make_disjoint_window): every token is scored once; a window's context is what precedes its
 * tokens, as far as it fits, which is one token for all windows but the last.
 */
public final class RollingScorer {
  /** Tokens of a piece: some batches, so that the engine is never short of work. */
  public static final int PIECE_TOKENS = 4096;

  private final Engine engine;
  private final int windowTokens;
  private final int pieceTokens;

  /**
   * @param windowTokens tokens the model reads at most before it starts anew
   * @param pieceTokens tokens it reads at most in one request
   */
  public RollingScorer(Engine engine, int windowTokens, int pieceTokens) {
    if (windowTokens < 1 || pieceTokens < 1) {
      throw new IllegalArgumentException("window " + windowTokens + ", piece " + pieceTokens);
    }
    this.engine = engine;
    this.windowTokens = windowTokens;
    this.pieceTokens = pieceTokens;
  }

  /**
   * Scores all tokens but the first, which stands before the text (BOS). A text of one piece is in
   * flight when this returns; of a longer one the caller's thread hands in piece after piece, and
   * the answer is there when this returns. Fails as {@link Engine#score} does.
   *
   * @param logProbabilities takes each token's natural logarithm, in order, before the answer is
   *     there; for a text of one piece from a thread of the engine's
   */
  public CompletableFuture<RollingScore> score(int[] tokens, DoubleConsumer logProbabilities) {
    if (tokens.length < 2) {
      return CompletableFuture.failedFuture(
          AssayException.request(
              "empty_text",
              "the text has no token",
              "nothing is to be scored",
              "leave it out, or give it text"));
    }
    Text text = new Text(tokens, logProbabilities);
    int read = tokens.length - 1;
    if (read <= windowTokens && read <= pieceTokens) {
      text.windows = 1;
      return engine.score(text.request(null, 0, read, 1, false)).thenApply(text::add);
    }
    try {
      return CompletableFuture.completedFuture(text.read());
    } catch (CompletionException e) {
      return CompletableFuture.failedFuture(e.getCause());
    }
  }

  public CompletableFuture<RollingScore> score(int[] tokens) {
    return score(tokens, logProbability -> {});
  }

  /** A text and what is known of its answer. */
  private final class Text {
    private final int[] tokens;
    private final DoubleConsumer logProbabilities;
    private double sum;
    private int windows;
    private long computed;

    Text(int[] tokens, DoubleConsumer logProbabilities) {
      this.tokens = tokens;
      this.logProbabilities = logProbabilities;
    }

    RollingScore read() {
      int last = tokens.length - 1;
      for (int scored = 0; scored < last; windows++) {
        int end = (int) Math.min(last, (long) scored + windowTokens);
        readWindow(Math.max(0, end - windowTokens), end, scored + 1);
        scored = end;
      }
      return new RollingScore(sum, last, windows, computed);
    }

    /** Reads the tokens [from, to) and scores the tokens [first, to]. */
    private void readWindow(int from, int to, int first) {
      State state = null;
      for (int start = from, end; start < to; start = end) {
        end = (int) Math.min(to, (long) start + pieceTokens);
        ScoreResult result = engine.score(request(state, start, end, first, end < to)).join();
        add(result);
        state = result.end();
      }
    }

    /** Reads the tokens [start, end) and scores those of [first, …) that this predicts. */
    private ScoreRequest request(State state, int start, int end, int first, boolean endState) {
      int scored = Math.max(first, start + 1);
      int[] context = Arrays.copyOfRange(tokens, start, Math.min(scored, end));
      List<int[]> continuations =
          scored <= end ? List.of(Arrays.copyOfRange(tokens, scored, end + 1)) : List.of();
      return new ScoreRequest(context, continuations, 0, state, endState);
    }

    private RollingScore add(ScoreResult result) {
      computed += result.computedTokens();
      for (ContinuationScore score : result.scores()) {
        for (double logProbability : score.tokenLogProbabilities()) {
          sum += logProbability;
          logProbabilities.accept(logProbability);
        }
      }
      return new RollingScore(sum, tokens.length - 1, windows, computed);
    }
  }
}
