package dev.assay.eval.request;

import dev.assay.core.engine.RollingScore;
import dev.assay.core.engine.RollingScorer;
import dev.assay.core.replica.Replica;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;

/**
 * How probable the whole context is, but for its first token, which stands before the text.
 *
 * @param windowTokens tokens that the model reads at most before it starts anew
 * @param words of the text, as the harness counts them
 * @param bytes of the text in UTF-8
 * @param tokenLogProbabilities each token's is asked for
 */
record RollingQuestion(int windowTokens, int words, int bytes, boolean tokenLogProbabilities)
    implements Question {
  @Override
  public long tokens() {
    return 0;
  }

  @Override
  public CompletableFuture<Answer> ask(
      Replica replica, TokenRequest request, int[] context, int shared) {
    RollingScorer scorer =
        new RollingScorer(replica.engine(), windowTokens, RollingScorer.PIECE_TOKENS);
    DoubleStream.Builder tokens = DoubleStream.builder();
    return scorer
        .score(context, tokenLogProbabilities ? tokens::add : value -> {})
        .thenApply(score -> answer(score, tokens));
  }

  private Answer answer(RollingScore score, DoubleStream.Builder tokens) {
    Sample one =
        new Sample(
            0,
            false,
            score.logLikelihood(),
            null,
            score.tokens(),
            null,
            words,
            bytes,
            tokenLogProbabilities ? tokens.build().boxed().toList() : null,
            null,
            null);
    return new Answer(List.of(one), score.computedTokens(), score.tokens());
  }
}
