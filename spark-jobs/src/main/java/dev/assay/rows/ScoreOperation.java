package dev.assay.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.Engine;
import dev.assay.core.engine.RollingScore;
import dev.assay.core.engine.RollingScorer;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.engine.ScoreResult;
import dev.assay.core.error.AssayException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.DoubleStream;

/** Starts rows at an engine and makes their answers; the fields are those of {@link ScoreRows}. */
final class ScoreOperation implements RowOperation {
  private static final String TEXT = "text";
  private static final String CONTEXT = "context";
  private static final String CONTEXT_IDS = "context_ids";
  private static final List<String> KINDS = List.of(TEXT, CONTEXT, CONTEXT_IDS);
  private static final Set<String> ANSWERS =
      Set.of(
          "loglikelihoods",
          "greedy",
          "context_tokens",
          "continuation_tokens",
          "loglikelihood",
          "tokens",
          "bytes",
          "perplexity",
          "byte_perplexity",
          "bits_per_byte",
          "windows",
          "token_logprobs");

  private final Engine engine;
  private final RowEncoder encoder;
  private final RollingScorer rolling;
  private final boolean tokenLogProbabilities;

  ScoreOperation(Engine engine, RowEncoder encoder, boolean tokenLogProbabilities) {
    this.engine = engine;
    this.encoder = encoder;
    this.rolling = new RollingScorer(engine, encoder.windowTokens(), RollingScorer.PIECE_TOKENS);
    this.tokenLogProbabilities = tokenLogProbabilities;
  }

  @Override
  public Set<String> answerFields() {
    return ANSWERS;
  }

  @Override
  public OptionalLong tokens() {
    return OptionalLong.of(engine.statistics().computedTokens());
  }

  @Override
  public PendingAnswer start(RowFields row) {
    List<String> kinds = KINDS.stream().filter(row::has).toList();
    if (kinds.size() != 1) {
      throw AssayException.request(
          kinds.isEmpty() ? "missing_field" : "ambiguous_row",
          "it is not clear what to score",
          "the row has "
              + (kinds.isEmpty() ? "none" : "several")
              + " of "
              + String.join(", ", KINDS),
          "give text, or context and continuations, or context_ids and continuations_ids");
    }
    return switch (kinds.get(0)) {
      case TEXT -> startText(row.text(TEXT));
      case CONTEXT -> startChoices(encoder.choices(row.text(CONTEXT), row.texts("continuations")));
      default ->
          startChoices(
              encoder.checked(
                  new ScoreRequest(row.ids(CONTEXT_IDS), row.idLists("continuations_ids"))));
    };
  }

  private PendingAnswer startChoices(ScoreRequest request) {
    CompletableFuture<ScoreResult> result = engine.score(request);
    return () -> choices(request.context().length, await(result).scores());
  }

  private ObjectNode choices(int contextTokens, List<ContinuationScore> scores) {
    ObjectNode answer = RowJson.object();
    ArrayNode logLikelihoods = answer.putArray("loglikelihoods");
    ArrayNode greedy = answer.putArray("greedy");
    answer.put("context_tokens", contextTokens);
    ArrayNode tokens = answer.putArray("continuation_tokens");
    for (ContinuationScore score : scores) {
      logLikelihoods.add(score.logLikelihood());
      greedy.add(score.greedy());
      tokens.add(score.tokenLogProbabilities().length);
    }
    if (tokenLogProbabilities) {
      ArrayNode all = answer.putArray("token_logprobs");
      for (ContinuationScore score : scores) {
        add(all.addArray(), DoubleStream.of(score.tokenLogProbabilities()));
      }
    }
    return answer;
  }

  private PendingAnswer startText(String text) {
    int[] tokens = encoder.text(text);
    DoubleStream.Builder logProbabilities = DoubleStream.builder();
    CompletableFuture<RollingScore> score =
        tokenLogProbabilities
            ? rolling.score(tokens, logProbabilities::add)
            : rolling.score(tokens);
    return () -> {
      ObjectNode answer = text(await(score), RowEncoder.utf8Bytes(text));
      if (tokenLogProbabilities) {
        add(answer.putArray("token_logprobs"), logProbabilities.build());
      }
      return answer;
    };
  }

  private static ObjectNode text(RollingScore score, long bytes) {
    double nats = -score.logLikelihood();
    return RowJson.object()
        .put("loglikelihood", score.logLikelihood())
        .put("tokens", score.tokens())
        .put("bytes", bytes)
        .put("perplexity", StrictMath.exp(nats / score.tokens()))
        .put("byte_perplexity", StrictMath.exp(nats / bytes))
        .put("bits_per_byte", nats / (bytes * StrictMath.log(2)))
        .put("windows", score.windows());
  }

  private static void add(ArrayNode array, DoubleStream values) {
    values.forEach(array::add);
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssayException error) {
        throw error;
      }
      throw e;
    }
  }
}
