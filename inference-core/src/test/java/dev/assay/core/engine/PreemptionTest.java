package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.StateSize;
import dev.assay.core.sampling.Sampling;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generations whose states do not fit together: who waits and is read again, and what it costs. */
@Timeout(120)
class PreemptionTest {
  private static final int MOST_PROMPT = 70;
  private static final int MOST_TOKENS = 80;
  private static final Sampling DRAWN = new Sampling(0.9, 0, 0.95, 0.01, 1.1, 3);

  private final Model attention =
      model(
          shape ->
              shape.recurrence() == null
                  && shape.attentionLayers().stream().noneMatch(layer -> layer.hasWindow()));
  private final StateSize size = new StateSize(attention.configuration());

  /**
   * The bytes of states that an engine of one test held at the most, as its stop rules saw them.
   */
  private long mostBytes;

  private int mostStates;
  private ForestEngine watched;

  @Test
  void attentionAlone() {
    assertThat(preemptedUnderTinyBounds(attention)).isGreaterThan(10);
  }

  @Test
  void attentionWithAWindow() {
    Predicate<ModelConfiguration> short32 = PreemptionTest::grows;
    assertThat(
            preemptedUnderTinyBounds(
                model(short32.and(shape -> shape.recurrence() == null && hasWindow(shape)))))
        .isPositive();
  }

  /** States whose layers keep different positions. */
  @Test
  void attentionWithAWindowInSomeLayers() {
    Predicate<ModelConfiguration> mixed =
        shape -> shape.attentionLayers().stream().distinct().count() > 1 && !hasWindow(shape);
    assertThat(preemptedUnderTinyBounds(model(mixed.and(shape -> shape.recurrence() == null))))
        .isPositive();
  }

  @Test
  void recurrence() {
    assertThat(preemptedUnderTinyBounds(model(shape -> shape.recurrence() != null && grows(shape))))
        .isPositive();
  }

  /** Compares with an unbounded engine; returns how many generations were put back in all. */
  private long preemptedUnderTinyBounds(Model model) {
    Random random = new Random(1);
    List<GenerationRequest> requests = requests(random, model.configuration().vocabularySize());
    List<GenerationResult> wanted = answers(model, new EngineSettings(1, 64, 1 << 20, 0), requests);
    StateSize size = new StateSize(model.configuration());
    long largest =
        IntStream.range(0, MOST_PROMPT + MOST_TOKENS).mapToLong(size::bytes).max().orElseThrow();
    long preempted = 0;
    for (int batchTokens : new int[] {3, 64}) {
      for (double times : new double[] {1, 1.7, 3}) {
        long bound = (long) (times * largest);
        long cache = random.nextInt(2) * 100_000L;
        EngineSettings settings = new EngineSettings(1, batchTokens, 1 << 20, 9, cache, bound);
        List<GenerationResult> results = answers(model, settings, requests);
        for (int i = 0; i < results.size(); i++) {
          GenerationResult result = results.get(i);
          assertThat(result.tokens()).isEqualTo(wanted.get(i).tokens());
          assertThat(result.finishReason()).isEqualTo(wanted.get(i).finishReason());
          assertThat(result.logProbabilities()).isEqualTo(wanted.get(i).logProbabilities());
        }
        EngineStatistics statistics = watched.statistics();
        assertThat(statistics.requests()).isEqualTo(requests.size());
        assertThat(statistics.computedTokens())
            .isEqualTo(results.stream().mapToLong(GenerationResult::computedTokens).sum());
        assertThat(mostBytes).as("%s bytes are the bound", bound).isBetween(bound / 2, bound);
        preempted += statistics.preempted();
      }
    }
    return preempted;
  }

  @Test
  void whoAloneIsTooLargeFailsAlone() {
    GenerationRequest small = new GenerationRequest(tokens(20), 30, Set.of());
    GenerationRequest growing = new GenerationRequest(tokens(40), 60, Set.of());
    GenerationRequest long65 = new GenerationRequest(tokens(65), 1, Set.of());
    GenerationRequest long64 = new GenerationRequest(tokens(64), 1, Set.of());
    List<GenerationResult> wanted =
        answers(attention, new EngineSettings(1, 16, 1 << 20, 0), List.of(small, long64));
    long bound = size.bytes(64);
    try (Engine bounded = engine(new EngineSettings(1, 16, 1 << 20, 64, 0, bound))) {
      List<CompletableFuture<GenerationResult>> answers =
          List.of(
              bounded.generate(small),
              bounded.generate(growing),
              bounded.generate(long65),
              bounded.generate(small),
              bounded.generate(long64));
      assertThat(answers.get(0).join().tokens()).isEqualTo(wanted.get(0).tokens());
      assertThat(answers.get(3).join().tokens()).isEqualTo(wanted.get(0).tokens());
      assertThat(answers.get(4).join().tokens()).isEqualTo(wanted.get(1).tokens());
      for (CompletableFuture<GenerationResult> tooLarge : answers.subList(1, 3)) {
        assertThat(codeOf(tooLarge)).isEqualTo("state_too_large");
        assertThatThrownBy(tooLarge::join)
            .hasMessageContaining(String.format(Locale.ROOT, "%,d bytes", size.bytes(65)))
            .hasMessageContaining(String.format(Locale.ROOT, "%,d bytes", bound));
      }
      assertThat(bounded.generate(small).join().tokens()).isEqualTo(wanted.get(0).tokens());
    }
  }

  @Test
  void samplesOfOnePromptShareItsPages() {
    int[] prompt = tokens(320);
    List<GenerationRequest> samples =
        IntStream.range(0, 6)
            .mapToObj(
                seed ->
                    new GenerationRequest(
                        prompt, 320, DRAWN.withSeed(seed), 12, Set.of(), StopRule.NEVER, -1))
            .toList();
    answers(
        attention,
        new EngineSettings(1, 64, 1 << 20, 64, 1 << 24, (long) (2.5 * size.bytes(320))),
        samples);
    assertThat(mostStates).isEqualTo(6);
    assertThat(watched.statistics().preempted()).isZero();
    assertThat(watched.statistics().computedTokens()).isEqualTo(320 + 6 * 11);
  }

  @Test
  void whoIsCancelledWhilePutBackIsNotReadAgain() {
    PutBack putBack = new PutBack();
    putBack.then = () -> putBack.younger.cancel(false);
    try (ForestEngine two = putBack.engine) {
      assertThat(putBack.elder().join().tokens()).hasSize(PutBack.ELDER_TOKENS);
      assertThat(putBack.younger).isCancelled();
      int chosen = putBack.youngerTokens;
      assertThat(two.generate(new GenerationRequest(tokens(3), 3, Set.of())).join().tokens())
          .hasSize(3);
      assertThat(putBack.youngerTokens).isEqualTo(chosen);
      assertThat(two.statistics().preempted()).isEqualTo(1);
      assertThat(two.statistics().computedTokens())
          .isEqualTo(PutBack.ELDER_TOKENS + PutBack.READ_IN_VAIN + 3 + 2);
    }
  }

  @Test
  void whoIsPutBackGoesOnAfterTheElder() {
    PutBack putBack = new PutBack();
    try (ForestEngine two = putBack.engine) {
      assertThat(putBack.elder().join().tokens()).hasSize(PutBack.ELDER_TOKENS);
      assertThat(putBack.younger.join().tokens()).hasSize(PutBack.YOUNGER_TOKENS);
      assertThat(two.statistics().preempted()).isEqualTo(1);
      assertThat(two.statistics().requests()).isEqualTo(2);
      assertThat(putBack.younger.join().computedTokens())
          .as("what was read twice counts twice")
          .isEqualTo(PutBack.YOUNGER_TOKENS + PutBack.READ_IN_VAIN);
    }
  }

  @Test
  void aClosedEngineFailsWhoIsPutBack() {
    PutBack putBack = new PutBack();
    putBack.then = putBack.engine::close;
    assertThat(codeOf(putBack.elder())).isEqualTo("engine_closed");
    assertThat(codeOf(putBack.younger)).isEqualTo("engine_closed");
    assertThat(putBack.engine.statistics().preempted()).isEqualTo(1);
  }

  /** Two generations of which one has to be put back; then something happens. */
  private final class PutBack {
    static final int ELDER_TOKENS = 90;
    static final int YOUNGER_TOKENS = 50;

    /** Tokens of the younger's first page: there is no room for a second one. */
    static final int READ_IN_VAIN = 32;

    private final ForestEngine engine =
        engine(new EngineSettings(1, 16, 1 << 20, 64, 0, size.bytes(64) + size.bytes(32)));
    private CompletableFuture<GenerationResult> younger;
    private int youngerTokens;
    private Runnable then = () -> {};
    private boolean done;

    /** The elder lets the younger begin with its first token. */
    CompletableFuture<GenerationResult> elder() {
      return engine.generate(request(tokens(1), ELDER_TOKENS, this::elderChose));
    }

    private boolean elderChose(int token) {
      if (younger == null) {
        younger = engine.generate(request(new int[] {2}, YOUNGER_TOKENS, this::youngerChose));
      } else if (!done && engine.statistics().preempted() > 0) {
        done = true;
        then.run();
      }
      return false;
    }

    private boolean youngerChose(int token) {
      youngerTokens++;
      return false;
    }
  }

  private static String codeOf(CompletableFuture<GenerationResult> answer) {
    try {
      answer.join();
      return "none";
    } catch (CompletionException e) {
      return ((AssayException) e.getCause()).code();
    }
  }

  private static GenerationRequest request(int[] prompt, int tokens, StopRule rule) {
    return new GenerationRequest(prompt, 0, Sampling.GREEDY, tokens, Set.of(), rule, -1);
  }

  /** Prompts of many lengths, some with a common beginning; answers of many lengths. */
  private static List<GenerationRequest> requests(Random random, int vocabulary) {
    int[] common = random.ints(40, 0, vocabulary).toArray();
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      int[] prompt = random.ints(1 + random.nextInt(MOST_PROMPT), 0, vocabulary).toArray();
      boolean shares = i % 3 == 0 && prompt.length > common.length;
      if (shares) {
        System.arraycopy(common, 0, prompt, 0, common.length);
      }
      requests.add(
          new GenerationRequest(
              prompt,
              shares ? common.length : 0,
              i % 2 == 0 ? Sampling.GREEDY : DRAWN.withSeed(i),
              1 + random.nextInt(MOST_TOKENS),
              Set.of(4),
              StopRule.NEVER,
              i % 4 == 0 ? 2 : -1));
    }
    return requests;
  }

  /** Answers all at once, and looks at every token what the engine holds. */
  private List<GenerationResult> answers(
      Model model, EngineSettings settings, List<GenerationRequest> requests) {
    mostBytes = 0;
    mostStates = 0;
    try (ForestEngine answering =
        new ForestEngine(model, KernelProvider.named("plain"), settings)) {
      watched = answering;
      List<CompletableFuture<GenerationResult>> answers =
          requests.stream().map(request -> answering.generate(watched(request))).toList();
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  private GenerationRequest watched(GenerationRequest request) {
    return new GenerationRequest(
        request.prompt(),
        request.sharedPrefix(),
        request.sampling(),
        request.maxTokens(),
        request.endTokens(),
        token -> {
          List<State> states = watched.runningStates();
          mostStates = Math.max(mostStates, states.size());
          mostBytes = Math.max(mostBytes, bytes(states));
          return request.stop().endsAfter(token);
        },
        request.logProbabilities());
  }

  /** Counted array by array, each page once. */
  private static long bytes(List<State> states) {
    Set<Page> pages = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (State state : states) {
      bytes += state.ownBytes();
      state.attentions().forEach(attention -> pages.addAll(attention.pages()));
    }
    return bytes + pages.stream().mapToLong(Page::bytes).sum();
  }

  private ForestEngine engine(EngineSettings settings) {
    return new ForestEngine(attention, KernelProvider.named("plain"), settings);
  }

  private int[] tokens(int count) {
    int[] tokens = new int[count];
    Arrays.setAll(tokens, i -> (7 * i + 1) % attention.configuration().vocabularySize());
    return tokens;
  }

  /** Keys of more than a page are kept: a state grows while it is continued. */
  private static boolean grows(ModelConfiguration shape) {
    return RandomModel.longestWindow(shape) > 32;
  }

  private static boolean hasWindow(ModelConfiguration shape) {
    return RandomModel.longestWindow(shape) < Integer.MAX_VALUE;
  }

  private static Model model(Predicate<ModelConfiguration> wanted) {
    ModelConfiguration shape =
        IntStream.iterate(0, seed -> seed + 1)
            .mapToObj(seed -> RandomModel.shape(new Random(seed)))
            .filter(small -> small.vocabularySize() < 400 && small.width() < 40)
            .filter(wanted)
            .findFirst()
            .orElseThrow();
    return RandomModel.of(shape, new Random(7));
  }
}
