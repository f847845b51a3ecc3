package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForestEngineTest {
  private static final int LIMIT = 40;

  private final Model model = RandomModel.limited(LIMIT, new Random(11));
  private final Engine engine =
      new ForestEngine(
          model, KernelProvider.named("plain"), new EngineSettings(2, 16, 100, 1 << 20));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void oneTokenContinuationsOfAContextAreADistribution() throws Exception {
    int vocabulary = model.configuration().vocabularySize();
    List<int[]> every = IntStream.range(0, vocabulary).mapToObj(id -> new int[] {id}).toList();
    ScoreResult result = engine.score(new ScoreRequest(new int[] {1, 2, 3}, every)).get();

    double sum =
        result.scores().stream().mapToDouble(score -> Math.exp(score.logLikelihood())).sum();
    assertThat(sum).isCloseTo(1.0, within(1e-5));
    assertThat(result.scores().stream().filter(ContinuationScore::greedy)).hasSize(1);
    assertThat(result.computedTokens()).as("the choices are no nodes").isEqualTo(3);
  }

  @Test
  void aContinuationIsTheSumOfItsTokens() throws Exception {
    int[] text = {4, 5, 6, 7};
    ContinuationScore whole =
        engine.score(new ScoreRequest(new int[] {1}, List.of(text))).get().scores().get(0);
    double sum = 0;
    for (int i = 0; i < text.length; i++) {
      int[] context = new int[1 + i];
      context[0] = 1;
      System.arraycopy(text, 0, context, 1, i);
      ScoreRequest step = new ScoreRequest(context, List.of(new int[] {text[i]}));
      double logProbability = engine.score(step).get().scores().get(0).logLikelihood();
      assertThat(whole.tokenLogProbabilities()[i]).isEqualTo(logProbability);
      sum += logProbability;
    }
    assertThat(whole.logLikelihood()).isEqualTo(sum);
  }

  @Test
  void aPromisedPrefixIsComputedOnce() throws Exception {
    int[] prefix = IntStream.range(0, 20).toArray();
    engine.score(new ScoreRequest(prefix, List.of(new int[] {1}), 20)).get();
    ScoreResult second =
        engine.score(new ScoreRequest(prefix, List.of(new int[] {2, 3}), 20)).get();

    assertThat(second.computedTokens()).isEqualTo(1);
    assertThat(engine.statistics().cacheHits()).isEqualTo(1);
    assertThat(engine.statistics().cacheTokens()).isEqualTo(20);
  }

  @Test
  void anEndStateIsTheSameFromTheCacheAndIsContinuedOutsideIt() throws Exception {
    int[] prefix = IntStream.range(0, 20).toArray();
    ScoreRequest ending = new ScoreRequest(prefix, List.of(new int[] {1}), 20, null, true);
    State computed = engine.score(ending).get().end();
    ScoreResult again = engine.score(ending).get();
    assertThat(again.computedTokens()).isZero();
    assertThat(again.end().position()).isEqualTo(20);
    assertThat(again.end().output()).isEqualTo(computed.output());

    long hits = engine.statistics().cacheHits();
    int[] next = {3, 4};
    ScoreResult continued =
        engine.score(new ScoreRequest(new int[0], List.of(next), 0, computed, true)).get();
    ScoreResult whole = engine.score(new ScoreRequest(prefix, List.of(next))).get();
    assertThat(continued.scores().get(0).tokenLogProbabilities())
        .isEqualTo(whole.scores().get(0).tokenLogProbabilities());
    assertThat(continued.end().position()).as("the last token is scored, not read").isEqualTo(21);
    assertThat(engine.statistics().cacheHits()).as("of the whole alone").isEqualTo(hits + 1);
  }

  @Test
  void saysWhichStatesCannotBeContinuedOrAskedFor() throws Exception {
    State state =
        engine.score(new ScoreRequest(new int[] {1, 2}, List.of(), 0, null, true)).get().end();
    int[] one = {1};
    assertThat(codeOf(new ScoreRequest(new int[LIMIT - 1], List.of(one), 0, state, false)))
        .isEqualTo("too_long");
    assertThat(codeOf(new ScoreRequest(new int[LIMIT - 1], List.of(), 0, state, true)))
        .isEqualTo("too_long");
    assertThat(codeOf(new ScoreRequest(one, List.of(one, one), 0, state, true)))
        .isEqualTo("ambiguous_end");
    State foreign = new State(2, List.of(), List.of(), state.output());
    assertThat(codeOf(new ScoreRequest(one, List.of(one), 0, foreign, false)))
        .isEqualTo("foreign_state");
  }

  @Test
  void saysWhatCannotBeAsked() {
    assertThat(codeOf(new ScoreRequest(new int[0], List.of(new int[] {1}))))
        .isEqualTo("empty_context");
    assertThat(codeOf(new ScoreRequest(new int[] {1}, List.of(new int[0]))))
        .isEqualTo("empty_continuation");
    assertThat(codeOf(new ScoreRequest(new int[] {-1}, List.of(new int[] {1}))))
        .isEqualTo("unknown_token");
    assertThat(codeOf(new ScoreRequest(new int[] {1}, List.of(new int[] {1 << 20}))))
        .isEqualTo("unknown_token");
    assertThat(codeOf(new ScoreRequest(new int[LIMIT], List.of(new int[] {1, 2}))))
        .isEqualTo("too_long");
  }

  @Test
  void readsUpToTheLastPosition() throws Exception {
    ScoreRequest longest = new ScoreRequest(new int[LIMIT], List.of(new int[] {1}));
    assertThat(engine.score(longest).get().scores()).hasSize(1);
  }

  @Test
  void manyCallersShareABoundedQueue() throws Exception {
    List<Thread> callers = new ArrayList<>();
    List<CompletableFuture<ScoreResult>> answers =
        java.util.Collections.synchronizedList(new ArrayList<>());
    for (int caller = 0; caller < 6; caller++) {
      int token = caller;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 30; i++) {
                  int[] context = {token, i, 2, 3, 4, 5, 6, 7, 8, 9};
                  answers.add(engine.score(new ScoreRequest(context, List.of(new int[] {1, 2}))));
                }
              });
      callers.add(thread);
      thread.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    for (CompletableFuture<ScoreResult> answer : answers) {
      assertThat(answer.get().scores()).hasSize(1);
    }
    assertThat(engine.statistics().requests()).isEqualTo(180);
  }

  @Test
  void anAbandonedRequestIsDroppedAndAClosedEngineAnswersNothing() {
    CompletableFuture<ScoreResult> abandoned =
        engine.score(new ScoreRequest(new int[] {1}, List.of(new int[] {2})));
    abandoned.cancel(true);
    engine.close();
    assertThat(codeOf(new ScoreRequest(new int[] {1}, List.of(new int[] {2}))))
        .isEqualTo("engine_closed");
  }

  @Test
  void aRequestWithoutContinuationsIsAnsweredAtOnce() throws Exception {
    assertThat(engine.score(new ScoreRequest(new int[] {1}, List.of())).get().scores()).isEmpty();
  }

  private String codeOf(ScoreRequest request) {
    List<String> code = new ArrayList<>();
    assertThatThrownBy(() -> engine.score(request).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(AssayException.class, e -> code.add(e.code()));
    return code.get(0);
  }
}
