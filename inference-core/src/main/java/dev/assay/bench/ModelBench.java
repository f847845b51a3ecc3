package dev.assay.bench;

import dev.assay.forest.Forest;
import dev.assay.forest.State;
import dev.assay.kernel.Kernels;
import dev.assay.kernel.Rows;
import dev.assay.model.ForwardPass;
import dev.assay.model.Model;
import dev.assay.model.VocabularyScorer;
import dev.assay.parallel.ThreadTeam;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Measures one model. */
final class ModelBench {
  private static final long SEED = 1;
  private static final int WARMING_TOKENS = 128;
  private static final int VOCABULARY_ROWS = 64;

  /** Of the heap that the weights leave, for states; the rest is for the steps themselves. */
  private static final double SHARE_FOR_STATES = 0.7;

  private final Model model;
  private final BenchSettings settings;
  private final Ceilings.Ceiling ceiling;
  private final Consumer<String> progress;
  private final ForwardPass forward;
  private final VocabularyScorer vocabulary;
  private final RandomStates states;
  private final ProductCount count;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final long bytesForStates;
  private final List<ModelSpeed.LeftOut> leftOut = new ArrayList<>();

  private ModelBench(
      Model model,
      Kernels kernels,
      ThreadTeam team,
      BenchSettings settings,
      Ceilings.Ceiling ceiling,
      Consumer<String> progress,
      long heapBytes) {
    this.model = model;
    this.settings = settings;
    this.ceiling = ceiling;
    this.progress = progress;
    this.forward = new ForwardPass(model, kernels, team);
    this.vocabulary = new VocabularyScorer(model, kernels, team);
    this.states = new RandomStates(model.configuration(), SEED);
    this.count = new ProductCount(model);
    this.bytesForStates =
        (long) (SHARE_FOR_STATES * (Runtime.getRuntime().maxMemory() - heapBytes));
  }

  static ModelSpeed measure(
      ModelSource source,
      Kernels kernels,
      ThreadTeam team,
      BenchSettings settings,
      Ceilings.Ceiling ceiling,
      Consumer<String> progress) {
    long start = System.nanoTime();
    Model model = source.load(team);
    double loadSeconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    long heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    ModelBench bench = new ModelBench(model, kernels, team, settings, ceiling, progress, heapBytes);
    double secondsPerToken = bench.warmUp();
    return new ModelSpeed(
        source.name(),
        source.description(),
        model.configuration().family(),
        model.configuration().layers().size(),
        bench.count.parameters(),
        bench.count.weightBytes(),
        loadSeconds,
        heapBytes,
        bench.prompts(secondsPerToken),
        bench.generation(),
        bench.vocabulary(),
        List.copyOf(bench.leftOut));
  }

  /** Seconds per token of a short prompt, once compiled. */
  private double warmUp() {
    progress.accept("warming up");
    Forest forest = chain(null, Math.min(WARMING_TOKENS, settings.batchTokens()));
    new RunningSequences(forward, vocabulary, List.of(states.at(1)), tokens(1)).step();
    return settings.repetitions().time(() -> read(forest)).best() / forest.size();
  }

  private List<ModelSpeed.Prompt> prompts(double secondsPerToken) {
    List<ModelSpeed.Prompt> prompts = new ArrayList<>();
    for (int length : settings.promptLengths()) {
      if (fits("prompt", 1, length)) {
        progress.accept(String.format(Locale.ROOT, "prompt of %,d tokens", length));
        prompts.add(prompt(length, secondsPerToken));
      }
    }
    return prompts;
  }

  /** Times the prompt's pieces, each behind a state of its position. */
  private ModelSpeed.Prompt prompt(int length, double secondsPerToken) {
    int pieceTokens = settings.batchTokens();
    int pieces = (length + pieceTokens - 1) / pieceTokens;
    Repetitions repetitions = settings.repetitions();
    double pieceSeconds = secondsPerToken * Math.min(length, pieceTokens);
    // One more run of each is not counted: it warms up.
    double affordable = repetitions.mostSeconds() / ((repetitions.least() + 1) * pieceSeconds);
    int timed = (int) Math.max(1, Math.min(pieces, affordable));
    Repetitions.Seconds seconds = null;
    double tokens = 0;
    double operations = 0;
    for (int i = 0; i < timed; i++) {
      // The middle of the i-th of equal parts: what grows along the prompt is met at its mean.
      int from = (int) ((2L * i + 1) * pieces / (2L * timed)) * pieceTokens;
      int pieceLength = Math.min(pieceTokens, length - from);
      Forest piece = chain(from == 0 ? null : states.at(from), pieceLength);
      Repetitions.Seconds one = repetitions.within(1.0 / timed).time(() -> read(piece));
      seconds = seconds == null ? one : seconds.then(one);
      tokens += pieceLength;
      operations += count.passOperations(1, from, pieceLength);
    }
    return new ModelSpeed.Prompt(
        length,
        pieces,
        timed,
        seconds.per(tokens),
        seconds.per(operations).times(1 / ceiling.flopsPerSecond().best()));
  }

  private List<ModelSpeed.Generation> generation() {
    List<ModelSpeed.Generation> steps = new ArrayList<>();
    for (int position : settings.positions()) {
      List<Integer> batches =
          settings.batches().stream().filter(batch -> fits("generation", batch, position)).toList();
      List<State> running = new ArrayList<>();
      for (int batch : batches) {
        while (running.size() < batch) {
          running.add(states.at(position));
        }
        progress.accept(
            String.format(
                Locale.ROOT, "generation, %d sequences behind %,d tokens", batch, position));
        steps.add(step(List.copyOf(running), position));
      }
    }
    return steps;
  }

  private ModelSpeed.Generation step(List<State> running, int position) {
    int batch = running.size();
    RunningSequences sequences = new RunningSequences(forward, vocabulary, running, tokens(batch));
    Repetitions.Seconds seconds = settings.repetitions().time(sequences::step);
    double operations =
        count.passOperations(batch, position, 1) + count.vocabularyOperations(batch);
    return new ModelSpeed.Generation(
        batch,
        position,
        seconds.per(batch),
        seconds.per(count.stepBytes()).times(1 / ceiling.readBytesPerSecond().best()),
        seconds.per(operations).times(1 / ceiling.flopsPerSecond().best()));
  }

  private ModelSpeed.Vocabulary vocabulary() {
    progress.accept("logits");
    int width = model.configuration().width();
    Rows rows = Rows.allocate(VOCABULARY_ROWS, width);
    for (int row = 0; row < VOCABULARY_ROWS; row++) {
      System.arraycopy(states.at(1).output(), 0, rows.data(), rows.start(row), width);
    }
    int[][] nothing = new int[VOCABULARY_ROWS][0];
    Repetitions.Seconds seconds =
        settings.repetitions().time(() -> vocabulary.score(rows, nothing));
    return new ModelSpeed.Vocabulary(
        VOCABULARY_ROWS,
        seconds.per(VOCABULARY_ROWS),
        seconds
            .per(count.vocabularyOperations(VOCABULARY_ROWS))
            .times(1 / ceiling.flopsPerSecond().best()));
  }

  /** Whether a measurement can be taken; where not, notes why. */
  private boolean fits(String measure, int batch, int position) {
    int most = model.configuration().maximumPositions();
    boolean reads = measure.equals("prompt") ? position <= most : position < most;
    long bytes = batch * states.bytes(position);
    String reason = null;
    if (!reads) {
      reason = String.format(Locale.ROOT, "the model was made for %,d positions", most);
    } else if (bytes > bytesForStates) {
      reason =
          String.format(
              Locale.ROOT,
              "states of %,d MiB, and the heap has %,d MiB for them",
              bytes >> 20,
              bytesForStates >> 20);
    }
    if (reason != null) {
      leftOut.add(new ModelSpeed.LeftOut(measure, batch, position, reason));
    }
    return reason == null;
  }

  private void read(Forest forest) {
    int[] last = {forest.size() - 1};
    forward.run(forest, last, last);
  }

  private Forest chain(State state, int length) {
    Forest.Builder forest = new Forest.Builder();
    int[] tokens = tokens(length);
    int node = state == null ? forest.addRoot(tokens[0]) : forest.addRoot(tokens[0], state);
    for (int i = 1; i < length; i++) {
      node = forest.add(tokens[i], node);
    }
    return forest.build();
  }

  private int[] tokens(int length) {
    return random.ints(length, 0, model.configuration().vocabularySize()).toArray();
  }
}
