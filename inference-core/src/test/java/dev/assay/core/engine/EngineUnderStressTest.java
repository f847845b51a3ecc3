package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.testing.RandomModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that cancel, crowd, leave or ask for very much. */
@Timeout(60)
class EngineUnderStressTest {
  private static final int[] SHORT = {1, 2, 3};

  private final Random random = new Random(5);
  private final Model model = recurrentModel(random);

  @Test
  void cancelledRequestsCostTheirNeighboursNothing() throws Exception {
    ScoreRequest request = new ScoreRequest(SHORT, List.of(new int[] {4, 5}));
    try (Engine engine = engine(new EngineSettings(2, 16, 1 << 20, 1 << 20))) {
      double expected = engine.score(request).get().scores().get(0).logLikelihood();
      List<CompletableFuture<ScoreResult>> kept = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        CompletableFuture<ScoreResult> dropped =
            engine.score(new ScoreRequest(tokens(40), List.of(new int[] {4})));
        dropped.cancel(i % 2 == 0);
        if (i % 10 == 0) {
          kept.add(engine.score(request));
        }
      }
      for (CompletableFuture<ScoreResult> answer : kept) {
        assertThat(answer.get().scores().get(0).logLikelihood()).isEqualTo(expected);
      }
      assertThat(engine.statistics().requests()).isLessThan(331);
    }
  }

  @Test
  void aRoundThatEverybodyAbandonedEnds() throws Exception {
    try (Engine engine = engine(new EngineSettings(1, 1, 1 << 20, 0))) {
      CompletableFuture<ScoreResult> endless =
          engine.score(new ScoreRequest(tokens(50_000), List.of(new int[] {4})));
      while (engine.statistics().batches() == 0) {
        Thread.onSpinWait();
      }
      endless.cancel(true);
      assertThat(engine.score(new ScoreRequest(SHORT, List.of(new int[] {4}))).get()).isNotNull();
      assertThat(engine.statistics().computedTokens()).isLessThan(50_000);
    }
  }

  @Test
  void anAnswersActionMayAskAgainThoughTheQueueIsFull() throws Exception {
    try (Engine engine = engine(new EngineSettings(2, 16, 1, 1 << 20))) {
      List<CompletableFuture<ScoreResult>> chains = Collections.synchronizedList(new ArrayList<>());
      List<Thread> callers = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        int token = caller;
        callers.add(
            new Thread(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    ScoreRequest request = new ScoreRequest(new int[] {token, i}, choices());
                    chains.add(engine.score(request).thenCompose(first -> engine.score(request)));
                  }
                }));
      }
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
      for (CompletableFuture<ScoreResult> chain : chains) {
        assertThat(chain.get(30, TimeUnit.SECONDS).scores()).hasSize(2);
      }
      assertThat(chains).hasSize(160);
    }
  }

  @Test
  void closingFreesWaitingCallersAndEndsARunningRound() throws Exception {
    Engine engine = engine(new EngineSettings(1, 1, 10, 0));
    List<CompletableFuture<ScoreResult>> answers = Collections.synchronizedList(new ArrayList<>());
    answers.add(engine.score(new ScoreRequest(tokens(100_000), List.of(new int[] {4}))));
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < 12; caller++) {
      Thread thread =
          new Thread(() -> answers.add(engine.score(new ScoreRequest(tokens(50), List.of(SHORT)))));
      callers.add(thread);
      thread.start();
    }
    while (engine.statistics().batches() == 0
        || callers.stream().noneMatch(thread -> thread.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    engine.close();
    for (Thread caller : callers) {
      caller.join(10_000);
      assertThat(caller.isAlive()).isFalse();
    }
    assertThat(answers).hasSize(13);
    for (CompletableFuture<ScoreResult> answer : answers) {
      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.code()).isEqualTo("engine_closed"));
    }
    assertThat(engine.statistics().computedTokens()).isLessThan(100_000);
  }

  @Test
  void aPrefixThatTheCacheCannotHoldChangesNoAnswer() throws Exception {
    ScoreRequest request = new ScoreRequest(tokens(300), choices(), 290);
    List<double[]> expected = answer(request, new EngineSettings(1, 64, 1000, 1 << 20));
    for (long bytes : new long[] {0, 1, 500, 5_000, 20_000}) {
      try (Engine engine = engine(new EngineSettings(2, 7, 1000, bytes))) {
        for (int again = 0; again < 3; again++) {
          ScoreResult result = engine.score(request).get();
          for (int c = 0; c < 2; c++) {
            assertThat(result.scores().get(c).tokenLogProbabilities()).isEqualTo(expected.get(c));
          }
        }
      }
    }
  }

  @Test
  void thousandsOfContinuationsOfManyLengths() throws Exception {
    int vocabulary = model.configuration().vocabularySize();
    List<int[]> continuations = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      continuations.add(new int[] {i % vocabulary});
    }
    for (int i = 0; i < 2_000; i++) {
      continuations.add(random.ints(1 + random.nextInt(6), 0, 5).toArray());
    }
    ScoreRequest request = new ScoreRequest(SHORT, continuations);
    List<double[]> together = answer(request, new EngineSettings(2, 256, 1000, 0));
    assertThat(together).hasSize(22_000);
    for (int c : new int[] {0, 1, vocabulary - 1, 19_999, 20_000, 20_777, 21_999}) {
      ScoreRequest alone = new ScoreRequest(SHORT, List.of(continuations.get(c)));
      assertThat(together.get(c))
          .isEqualTo(answer(alone, new EngineSettings(1, 256, 1000, 0)).get(0));
    }
  }

  @Test
  void hundredThousandTokensOfContext() throws Exception {
    ScoreRequest request = new ScoreRequest(tokens(100_000), choices(), 100_000);
    try (Engine engine = engine(new EngineSettings(2, 512, 1 << 18, 1 << 18))) {
      ScoreResult first = engine.score(request).get();
      assertThat(engine.statistics().batches()).isBetween(196L, 197L);
      ScoreResult again = engine.score(request).get();
      assertThat(again.computedTokens()).as("its small state is kept").isEqualTo(1);
      assertThat(again.scores().get(0).tokenLogProbabilities())
          .isEqualTo(first.scores().get(0).tokenLogProbabilities());
    }
  }

  @Test
  void anIdleEngineBurnsNothing() throws Exception {
    try (Engine engine = engine(new EngineSettings(3, 16, 1000, 1 << 20))) {
      engine.score(new ScoreRequest(tokens(100), choices())).get();
      Thread.sleep(Duration.ofMillis(200).toMillis());
      long before = processorNanos();
      Thread.sleep(Duration.ofMillis(500).toMillis());
      assertThat(processorNanos() - before).isLessThan(Duration.ofMillis(5).toNanos());
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    refuses(() -> new EngineSettings(0, 1, 1, 0), "threads 0");
    refuses(() -> new EngineSettings(-2, 1, 1, 0), "threads -2");
    refuses(() -> new EngineSettings(1 << 20, 1, 1, 0), "at most 1024");
    refuses(() -> new EngineSettings(1, 0, 1, 0), "batchTokens 0");
    refuses(() -> new EngineSettings(1, 1 << 21, 1, 0), "batchTokens 2097152");
    refuses(() -> new EngineSettings(1, 1, 0, 0), "queueTokens 0");
    refuses(() -> new EngineSettings(1, 1, 1, -1), "prefixCacheBytes -1");
    refuses(() -> new EngineSettings(1, 1, 1, 1, 0, -1), "stateBytes -1");
  }

  @Test
  void statesTakeAShareOfTheHeapWhereNobodyBoundsThem() {
    EngineSettings settings = new EngineSettings(1, 1, 1, 200);
    assertThat(settings.within(1200, 50).stateBytes()).isEqualTo(700);
    assertThat(settings.within(100, 50).stateBytes()).isEqualTo(50);
    assertThat(new EngineSettings(1, 1, 1, 1, 200, 9).within(1200, 50).stateBytes()).isEqualTo(9);
  }

  private static void refuses(Runnable made, String named) {
    assertThatThrownBy(made::run)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining(named);
  }

  /** Processor time of the engines' threads. */
  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("assay-"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private List<double[]> answer(ScoreRequest request, EngineSettings settings) throws Exception {
    try (Engine engine = engine(settings)) {
      return engine.score(request).get().scores().stream()
          .map(ContinuationScore::tokenLogProbabilities)
          .toList();
    }
  }

  private Engine engine(EngineSettings settings) {
    return new ForestEngine(model, KernelProvider.named("plain"), settings);
  }

  private static List<int[]> choices() {
    return List.of(new int[] {1, 2}, new int[] {3});
  }

  private int[] tokens(int count) {
    return random.ints(count, 0, model.configuration().vocabularySize()).toArray();
  }

  /** Recurrence and a short window; a text of any length has a state of one size. */
  private static Model recurrentModel(Random random) {
    ModelConfiguration shape =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(seed -> RandomModel.shape(new Random(seed)))
            .filter(
                candidate ->
                    candidate.recurrence() != null
                        && candidate.layers().size() > 2
                        && RandomModel.longestWindow(candidate) < 50
                        && !candidate.attentionLayers().isEmpty()
                        && candidate.width() < 20)
            .findFirst()
            .orElseThrow();
    return RandomModel.of(shape, random);
  }
}
