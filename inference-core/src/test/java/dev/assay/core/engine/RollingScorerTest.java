package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import dev.assay.core.forest.StateFormat;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.testing.RandomModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Texts in pieces: the same bits as in one request, however they are cut. */
class RollingScorerTest {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  @Test
  void piecesChangeNoBit() {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Model model = RandomModel.of(RandomModel.shape(random), random);
      int[] tokens = text(random, model, 2 + random.nextInt(150));
      double[] whole = whole(model, tokens);
      for (int piece : new int[] {1, 2, 31, 32, 33, 1 + random.nextInt(100), UNLIMITED}) {
        String kernels = random.nextBoolean() ? "plain" : "auto";
        try (Engine engine = engine(model, kernels, random)) {
          Answer answer = Answer.of(new RollingScorer(engine, UNLIMITED, piece), tokens);
          String name = "seed " + seed + ", pieces of " + piece + ", " + kernels;
          assertThat(answer.logProbabilities).as(name).isEqualTo(whole);
          assertThat(answer.score.logLikelihood()).as(name).isEqualTo(sum(whole));
          assertThat(answer.score.tokens()).as(name).isEqualTo(tokens.length - 1);
          assertThat(answer.score.windows()).as(name).isEqualTo(1);
          assertThat(answer.score.computedTokens()).as(name).isEqualTo(tokens.length - 1);
        }
      }
    }
  }

  @Test
  void aStateWrittenAndReadInTheMiddleChangesNoBit() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Model model = RandomModel.of(RandomModel.shape(random), random);
      int[] tokens = text(random, model, 3 + random.nextInt(120));
      int cut = 1 + random.nextInt(tokens.length - 2);
      int[] head = Arrays.copyOf(tokens, cut);
      int[] rest = Arrays.copyOfRange(tokens, cut, tokens.length);
      State state;
      try (Engine engine = engine(model, "auto", random)) {
        ScoreResult read = engine.score(endOf(head)).join();
        assertThat(read.scores()).isEmpty();
        assertThat(read.computedTokens()).isEqualTo(cut);
        state = writtenAndRead(read.end());
      }
      try (Engine engine = engine(model, "plain", random)) {
        ScoreRequest request = new ScoreRequest(new int[0], List.of(rest), 0, state, false);
        ScoreResult result = engine.score(request).join();
        double[] whole = whole(model, tokens);
        assertThat(result.end()).isNull();
        assertThat(result.scores().get(0).tokenLogProbabilities())
            .as("seed %d, cut at %d of %d", seed, cut, tokens.length)
            .isEqualTo(Arrays.copyOfRange(whole, cut - 1, whole.length));
      }
    }
  }

  @Test
  void windowsAreTheReferenceHarness() {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Model model = RandomModel.of(RandomModel.shape(random), random);
      int[] tokens = text(random, model, 2 + random.nextInt(100));
      int window = 1 + random.nextInt(40);
      try (Engine engine = engine(model, "auto", random)) {
        List<Double> expected = new ArrayList<>();
        List<ScoreRequest> windows = harnessWindows(tokens, window);
        for (ScoreRequest request : windows) {
          ContinuationScore score = engine.score(request).join().scores().get(0);
          DoubleStream.of(score.tokenLogProbabilities()).forEach(expected::add);
        }
        for (int piece : new int[] {1 + random.nextInt(40), UNLIMITED}) {
          Answer answer = Answer.of(new RollingScorer(engine, window, piece), tokens);
          String name = "seed " + seed + ", window " + window + ", pieces of " + piece;
          assertThat(answer.logProbabilities).as(name).containsExactly(unboxed(expected));
          assertThat(answer.score.windows()).as(name).isEqualTo(windows.size());
          assertThat(answer.score.tokens()).as(name).isEqualTo(tokens.length - 1);
        }
      }
    }
  }

  @Test
  void aFailureIsTheTextsOwn() {
    Random random = new Random(1);
    Model model = RandomModel.of(RandomModel.shape(random), random);
    int[] unknown = text(random, model, 50);
    unknown[40] = model.configuration().vocabularySize();
    try (Engine engine = engine(model, "auto", random)) {
      for (int piece : new int[] {7, UNLIMITED}) {
        RollingScorer scorer = new RollingScorer(engine, UNLIMITED, piece);
        assertFails(scorer, unknown, "unknown_token");
        assertFails(scorer, new int[] {1}, "empty_text");
        assertThat(scorer.score(new int[] {1, 2, 3}).join().tokens()).isEqualTo(2);
      }
    }
  }

  private static void assertFails(RollingScorer scorer, int[] tokens, String code) {
    assertThatThrownBy(() -> scorer.score(tokens).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(AssayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private record Answer(RollingScore score, double[] logProbabilities) {
    static Answer of(RollingScorer scorer, int[] tokens) {
      DoubleStream.Builder logProbabilities = DoubleStream.builder();
      RollingScore score = scorer.score(tokens, logProbabilities).join();
      return new Answer(score, logProbabilities.build().toArray());
    }
  }

  /** Every token's log-probability, by one request. */
  private static double[] whole(Model model, int[] tokens) {
    int[] rest = Arrays.copyOfRange(tokens, 1, tokens.length);
    try (Engine engine =
        new ForestEngine(
            model, KernelProvider.named("plain"), new EngineSettings(1, 1 << 12, 1 << 12, 0))) {
      ScoreRequest request = new ScoreRequest(new int[] {tokens[0]}, List.of(rest));
      return engine.score(request).join().scores().get(0).tokenLogProbabilities();
    }
  }

  /**
   * lm_eval/utils.py, written down again: get_rolling_token_windows with context_len 1 and the
   * first token as prefix, each through make_disjoint_window.
   */
  private static List<ScoreRequest> harnessWindows(int[] tokens, int maxSeqLen) {
    int[] list = Arrays.copyOfRange(tokens, 1, tokens.length);
    List<ScoreRequest> windows = new ArrayList<>();
    int first = Math.min(maxSeqLen, list.length);
    int[] input = Arrays.copyOf(tokens, first);
    windows.add(disjoint(input, Arrays.copyOf(list, first)));
    int predicted = first;
    while (predicted < list.length) {
      int length = Math.min(list.length - predicted, maxSeqLen);
      int end = predicted + length;
      windows.add(
          disjoint(
              Arrays.copyOfRange(list, end - maxSeqLen - 1, end - 1),
              Arrays.copyOfRange(list, end - length, end)));
      predicted += length;
    }
    return windows;
  }

  private static ScoreRequest disjoint(int[] input, int[] predicted) {
    int[] context = Arrays.copyOf(input, input.length - (predicted.length - 1));
    return new ScoreRequest(context, List.of(predicted));
  }

  private static ScoreRequest endOf(int[] tokens) {
    return new ScoreRequest(tokens, List.of(), 0, null, true);
  }

  private static State writtenAndRead(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateFormat.write(state, new DataOutputStream(bytes));
    return StateFormat.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Engine engine(Model model, String kernels, Random random) {
    return new ForestEngine(
        model,
        KernelProvider.named(kernels),
        new EngineSettings(1, 1 + random.nextInt(60), 500, random.nextInt(3) * 200_000L));
  }

  private static int[] text(Random random, Model model, int length) {
    return random.ints(length, 0, model.configuration().vocabularySize()).toArray();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
