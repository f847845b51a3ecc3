package dev.assay.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A step of generation, repeated, allocates the states it hands out and little else. */
class SteadyAllocationTest {
  private static final int SEQUENCES = 8;
  private static final int STEPS = 20;
  private static final int MOST_ROUNDS = 100;

  /** Lists, records and lambdas of a layer and sequence: a few objects each, of no vector. */
  private static final long BOOKKEEPING_BYTES = 2_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** In a virtual machine that has computed with nothing else: what ran before decides much. */
  @Test
  void onlyStatesAreAllocated() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process measured =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                // A known fault: with AVX-512, JDK 17 leaves some vectors as objects, about 100 KB
                // of
                // a sequence and layer; JDK 25 does not.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:UseAVX=2",
                "-cp",
                classPath,
                SteadyAllocationTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(measured.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(measured.waitFor()).isZero();
    assertThat(Long.parseLong(answer))
        .as("bytes of a step, a sequence and a layer")
        .isLessThan(BOOKKEEPING_BYTES);
    // One row of anything that is computed is larger than that.
    assertThat((long) Float.BYTES * configuration().width()).isGreaterThan(BOOKKEEPING_BYTES);
  }

  /** Prints the bytes, states left out, that a step allocates for a sequence and a layer. */
  public static void main(String[] arguments) {
    ModelConfiguration configuration = configuration();
    Model model = RandomModel.of(configuration, new Random(7));
    Kernels kernels = KernelProvider.named("auto");
    long least = Long.MAX_VALUE;
    try (ThreadTeam team = ThreadTeam.of(1)) {
      ForwardPass forward = new ForwardPass(model, kernels, team);
      VocabularyScorer vocabulary = new VocabularyScorer(model, kernels, team);
      int[] nodes = IntStream.range(0, SEQUENCES).toArray();
      int[][] nothing = new int[SEQUENCES][0];
      List<State> states = null;
      // Until vectors are compiled they are objects; that takes as long as it takes.
      for (int round = 0; round < MOST_ROUNDS && least >= BOOKKEEPING_BYTES; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < STEPS; step++) {
          Forest forest = forest(states, step % configuration.vocabularySize());
          ForwardPass.Output output = forward.run(forest, nodes, nodes);
          vocabulary.score(output.rows(), nothing);
          states = output.states();
        }
        long ofStep = (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS;
        long rest = ofStep - SEQUENCES * stateBytes(configuration);
        least = Math.min(least, rest / SEQUENCES / configuration.layers().size());
      }
    }
    System.out.println(least);
  }

  private static Forest forest(List<State> states, int token) {
    Forest.Builder forest = new Forest.Builder();
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      if (states == null) {
        forest.addRoot(sequence);
      } else {
        forest.addRoot(token, states.get(sequence));
      }
    }
    return forest.build();
  }

  /** The most that a state takes of its own: recurrences, the last page of keys and values. */
  private static long stateBytes(ModelConfiguration configuration) {
    RecurrenceShape recurrence = configuration.recurrence();
    long recurrent =
        (long) configuration.recurrentLayers()
            * recurrence.paddedWidth()
            * recurrence.convolutionWidth();
    long page =
        configuration.attentionLayers().size()
            * 2L
            * configuration.attention().keyValueWidth()
            * Page.POSITIONS;
    return Float.BYTES * (recurrent + page + configuration.width());
  }

  /** RecurrentGemma at a fifth of its width. */
  private static ModelConfiguration configuration() {
    ModelConfiguration large = ModelShape.named("recurrentgemma-2b").configuration();
    return new ModelConfiguration(
        large.family(),
        500,
        512,
        large.layers().subList(0, 6),
        AttentionShape.of(2, 1, 256),
        new RecurrenceShape(512, 2, 4),
        1024,
        large.activation(),
        large.normEpsilon(),
        large.embeddingScale(),
        large.logitSoftCap(),
        large.biases(),
        true,
        large.maximumPositions());
  }
}
