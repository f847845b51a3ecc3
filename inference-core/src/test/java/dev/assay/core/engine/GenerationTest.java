package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.sampling.Sampling;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final int LIMIT = 60;
  private static final int TOKENS = 12;
  private static final Sampling DRAWN = new Sampling(0.9, 0, 0.95, 0.01, 1.1, 3);

  private final Random random = new Random(2);
  private final Model model = RandomModel.limited(LIMIT, new Random(11));
  private final int vocabulary = model.configuration().vocabularySize();

  @Test
  void greedyTokensAreThoseThatScoringCallsMostProbable() {
    try (Engine engine = engine(new EngineSettings(2, 16, 100, 1 << 20))) {
      for (int trial = 0; trial < 5; trial++) {
        int[] prompt = random.ints(1 + random.nextInt(20), 0, vocabulary).toArray();
        GenerationResult result =
            engine.generate(new GenerationRequest(prompt, TOKENS, Set.of())).join();
        assertThat(result.tokens()).hasSize(TOKENS);
        assertThat(result.finishReason()).isEqualTo(FinishReason.LENGTH);
        ScoreResult scored =
            engine.score(new ScoreRequest(prompt, List.of(result.tokens()))).join();
        assertThat(scored.scores().get(0).greedy()).isTrue();
      }
    }
  }

  /** An Error that reaches a Spark task ends its whole executor. */
  @Test
  void fullHeapIsSaidAndTheEngineGoesOn() {
    StopRule full =
        token -> {
          throw new OutOfMemoryError("Java heap space");
        };
    try (Engine engine = engine(new EngineSettings(2, 16, 100, 0))) {
      GenerationRequest request = request(new int[] {1, 2, 3}, Sampling.GREEDY, full, 0);
      assertThatThrownBy(() -> engine.generate(request).join())
          .hasCauseInstanceOf(AssayException.class)
          .hasMessageContaining("the Java heap is full (Java heap space)")
          .hasMessageContaining("ASSAY_HEAP");
      assertThat(
              engine
                  .generate(request(new int[] {1, 2, 3}, Sampling.GREEDY, StopRule.NEVER, 0))
                  .join()
                  .tokens())
          .hasSize(TOKENS);
    }
  }

  @Test
  void whatIsReportedIsWhatScoringSaysOfThePlainDistribution() {
    int[] prompt = {1, 2, 3};
    try (Engine engine = engine(new EngineSettings(2, 16, 100, 0))) {
      for (Sampling sampling : List.of(Sampling.GREEDY, DRAWN)) {
        for (int reported : new int[] {0, 3}) {
          GenerationResult result =
              engine.generate(request(prompt, sampling, StopRule.NEVER, reported)).join();
          double[] wanted =
              engine
                  .score(new ScoreRequest(prompt, List.of(result.tokens())))
                  .join()
                  .scores()
                  .get(0)
                  .tokenLogProbabilities();
          assertThat(result.logProbabilities()).hasSize(TOKENS);
          for (int i = 0; i < TOKENS; i++) {
            TokenLogProbability reportedToken = result.logProbabilities().get(i);
            assertThat(reportedToken.token()).isEqualTo(result.tokens()[i]);
            assertThat(reportedToken.logProbability()).isEqualTo(wanted[i]);
            assertThat(reportedToken.mostProbable()).hasSize(reported);
          }
          if (reported > 0 && sampling == Sampling.GREEDY) {
            TokenLogProbability first = result.logProbabilities().get(0);
            assertThat(first.mostProbable().get(0).token()).isEqualTo(first.token());
            assertThat(first.mostProbable().get(1).logProbability())
                .isLessThanOrEqualTo(first.logProbability());
          }
        }
      }
    }
  }

  /** Batches, threads, neighbours, how many run at once: none of them shows in an answer. */
  @Test
  void sequencesAreTheSameAloneAndBesideOthers() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int[] prompt = random.ints(1 + random.nextInt(25), 0, vocabulary).toArray();
      Sampling sampling = i % 3 == 0 ? Sampling.GREEDY : DRAWN.withSeed(i);
      requests.add(
          new GenerationRequest(
              prompt, 0, sampling, 1 + i, Set.of(4), StopRule.NEVER, i % 4 == 0 ? 2 : -1));
    }
    List<GenerationResult> alone = new ArrayList<>();
    try (Engine engine = engine(new EngineSettings(1, 16, 100, 1, 0))) {
      requests.forEach(request -> alone.add(engine.generate(request).join()));
    }
    for (EngineSettings settings :
        List.of(
            new EngineSettings(2, 3, 1000, 7, 1 << 20),
            new EngineSettings(1, 512, 1000, 64, 0),
            new EngineSettings(3, 16, 50, 2, 1 << 12))) {
      try (Engine engine = engine(settings)) {
        List<CompletableFuture<GenerationResult>> answers = new ArrayList<>();
        for (GenerationRequest request : requests) {
          answers.add(engine.generate(request));
          engine.score(new ScoreRequest(request.prompt(), List.of(new int[] {1, 2})));
        }
        for (int i = 0; i < answers.size(); i++) {
          GenerationResult result = answers.get(i).join();
          assertThat(result.tokens()).isEqualTo(alone.get(i).tokens());
          assertThat(result.finishReason()).isEqualTo(alone.get(i).finishReason());
          assertThat(result.logProbabilities()).isEqualTo(alone.get(i).logProbabilities());
        }
      }
    }
  }

  @Test
  void samplesOfOnePromptReadItOnce() {
    int[] prompt = IntStream.range(0, 30).map(i -> i % vocabulary).toArray();
    try (Engine engine = engine(new EngineSettings(1, 512, 10_000, 64, 1 << 20))) {
      List<CompletableFuture<GenerationResult>> answers = new ArrayList<>();
      for (int sample = 0; sample < 4; sample++) {
        Sampling sampling = DRAWN.withSeed(sample);
        answers.add(
            engine.generate(
                new GenerationRequest(
                    prompt, prompt.length, sampling, 5, Set.of(), StopRule.NEVER, -1)));
      }
      long computed = answers.stream().mapToLong(answer -> answer.join().computedTokens()).sum();
      assertThat(computed).isEqualTo(prompt.length + 4 * 4);
      assertThat(engine.statistics().computedTokens()).isEqualTo(computed);
      assertThat(engine.statistics().generatedTokens()).isEqualTo(4 * 5);
    }
  }

  @Test
  void endTokensStopRulesAndTheModelsLimitEndIt() {
    int[] prompt = {1, 2, 3};
    try (Engine engine = engine(new EngineSettings(1, 16, 100, 0))) {
      int[] text = engine.generate(new GenerationRequest(prompt, 8, Set.of())).join().tokens();
      int last = text[text.length - 1];
      GenerationResult ended =
          engine.generate(new GenerationRequest(prompt, 8, Set.of(last))).join();
      int place = IntStream.range(0, 8).filter(i -> text[i] == last).findFirst().orElseThrow();
      assertThat(ended.finishReason()).isEqualTo(FinishReason.END_TOKEN);
      assertThat(ended.tokens()).isEqualTo(java.util.Arrays.copyOf(text, place + 1));

      int[] seen = {0};
      GenerationResult stopped =
          engine.generate(request(prompt, Sampling.GREEDY, token -> ++seen[0] == 5, -1)).join();
      assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP_RULE);
      assertThat(stopped.tokens()).isEqualTo(java.util.Arrays.copyOf(text, 5));

      GenerationResult longest =
          engine.generate(new GenerationRequest(prompt, 1000, Set.of())).join();
      assertThat(longest.finishReason()).isEqualTo(FinishReason.CONTEXT_LIMIT);
      assertThat(longest.tokens()).hasSize(LIMIT - prompt.length + 1);
    }
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    try (Engine engine = engine(new EngineSettings(1, 16, 100, 0))) {
      assertThat(codeOf(engine, new GenerationRequest(new int[0], 1, Set.of())))
          .isEqualTo("empty_context");
      assertThat(codeOf(engine, new GenerationRequest(new int[] {vocabulary}, 1, Set.of())))
          .isEqualTo("unknown_token");
      assertThat(codeOf(engine, new GenerationRequest(new int[LIMIT + 1], 1, Set.of())))
          .isEqualTo("too_long");
      assertThat(codeOf(engine, new GenerationRequest(new int[] {1}, 0, Set.of())))
          .isEqualTo("invalid_parameter");
      assertThat(codeOf(engine, request(new int[] {1}, Sampling.GREEDY, StopRule.NEVER, 21)))
          .isEqualTo("invalid_parameter");
    }
  }

  @Test
  void aRuleThatThrowsFailsAndTheEngineGoesOn() {
    try (Engine engine = engine(new EngineSettings(1, 16, 100, 0))) {
      StopRule broken =
          token -> {
            throw new IllegalStateException("broken");
          };
      assertThatThrownBy(
              () -> engine.generate(request(new int[] {1}, Sampling.GREEDY, broken, -1)).join())
          .hasRootCauseMessage("broken");
      assertThat(engine.generate(new GenerationRequest(new int[] {1}, 3, Set.of())).join().tokens())
          .hasSize(3);
    }
  }

  @Test
  void anAbandonedGenerationEndsAndAClosedEngineFailsTheRest() {
    Engine engine = engine(new EngineSettings(1, 16, 100, 0));
    CompletableFuture<GenerationResult> abandoned =
        engine.generate(new GenerationRequest(new int[] {1}, LIMIT, Set.of()));
    abandoned.cancel(true);
    assertThat(engine.generate(new GenerationRequest(new int[] {1}, 3, Set.of())).join().tokens())
        .hasSize(3);
    engine.close();
    assertThat(codeOf(engine, new GenerationRequest(new int[] {1}, 1, Set.of())))
        .isEqualTo("engine_closed");
  }

  private static GenerationRequest request(
      int[] prompt, Sampling sampling, StopRule stop, int reported) {
    return new GenerationRequest(prompt, 0, sampling, TOKENS, Set.of(), stop, reported);
  }

  private static String codeOf(Engine engine, GenerationRequest request) {
    List<String> code = new ArrayList<>();
    assertThatThrownBy(() -> engine.generate(request).join())
        .cause()
        .isInstanceOfSatisfying(AssayException.class, e -> code.add(e.code()));
    return code.get(0);
  }

  private Engine engine(EngineSettings settings) {
    return new ForestEngine(model, KernelProvider.named("auto"), settings);
  }
}
