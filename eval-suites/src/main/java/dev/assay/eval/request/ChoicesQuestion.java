package dev.assay.eval.request;

import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.engine.ScoreResult;
import dev.assay.core.replica.Replica;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;

/**
 * How probable continuations of one context are.
 *
 * @param tokenLogProbabilities each token's is asked for
 */
record ChoicesQuestion(List<EncodedChoice> choices, boolean tokenLogProbabilities)
    implements Question {
  ChoicesQuestion {
    choices = List.copyOf(choices);
  }

  @Override
  public long tokens() {
    return choices.stream().mapToLong(choice -> choice.continuation().length).sum();
  }

  @Override
  public CompletableFuture<Answer> ask(
      Replica replica, TokenRequest request, int[] context, int shared) {
    List<int[]> continuations = choices.stream().map(EncodedChoice::continuation).toList();
    return replica
        .engine()
        .score(new ScoreRequest(context, continuations, shared))
        .thenApply(result -> answer(context.length, result));
  }

  private Answer answer(int contextTokens, ScoreResult result) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      ContinuationScore score = result.scores().get(i);
      EncodedChoice choice = choices.get(i);
      samples.add(
          new Sample(
              choice.index(),
              choice.unconditional(),
              score.logLikelihood(),
              score.greedy(),
              score.tokenLogProbabilities().length,
              choice.codePoints(),
              null,
              choice.bytes(),
              tokenLogProbabilities
                  ? DoubleStream.of(score.tokenLogProbabilities()).boxed().toList()
                  : null,
              null,
              null));
    }
    return new Answer(samples, result.computedTokens(), tokensAlone(contextTokens));
  }

  /** A continuation's last token is scored, not read: choices of one token read the same. */
  private long tokensAlone(int contextTokens) {
    Set<IntBuffer> read = new HashSet<>();
    choices.forEach(
        choice ->
            read.add(IntBuffer.wrap(choice.continuation(), 0, choice.continuation().length - 1)));
    return read.stream().mapToLong(tokens -> contextTokens + tokens.remaining()).sum();
  }
}
