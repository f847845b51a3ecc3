package dev.assay.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.family.Biases;
import dev.assay.core.family.Families;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.forest.StateFormat;
import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a window shows, and that neither its edge nor a page's, nor a cut there, moves a bit. */
class WindowEdgeTest {
  /** Recurrence, attention with the window, and attention without one. */
  private enum Layer {
    R,
    A,
    G
  }

  private static final int VOCABULARY = 50;
  private static final List<String> KERNELS =
      List.of("plain", "vector128", "vector256", "vector512");

  private final Random random = new Random(3);

  /** In one layer of attention, only visible positions can matter; the first of them does. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 31, 32, 33, 49})
  void aQuerySeesItselfAndTheKeysBeforeItUpToTheWindow(int visible) {
    Model model = model(List.of(Layer.A), visible);
    int[] text = text(visible + 70);
    int[][] before = rows(model, "plain", 1, text, text.length);
    for (int changed : new int[] {0, 1, 31, 32, 40}) {
      int[] other = text.clone();
      other[changed] = (text[changed] + 1) % VOCABULARY;
      int[][] after = rows(model, "auto", 2, other, text.length);
      for (int position = 0; position < text.length; position++) {
        boolean sees = position >= changed && position - changed < visible;
        assertThat(!Arrays.equals(after[position], before[position]))
            .as("position %d sees %d, window %d", position, changed, visible)
            .isEqualTo(sees);
      }
    }
  }

  /** Whole, step by step, and in two pieces with the state between them written and read. */
  @ParameterizedTest
  @ValueSource(ints = {2, 17, 32, 33, 34})
  void cutsAtEveryEdgeChangeNoBit(int visible) throws IOException {
    for (List<Layer> layers :
        List.of(
            List.of(Layer.R, Layer.R, Layer.A, Layer.R),
            List.of(Layer.A, Layer.A),
            List.of(Layer.A, Layer.G),
            List.of(Layer.G, Layer.A, Layer.A),
            List.of(Layer.A, Layer.R))) {
      Model model = model(layers, visible);
      int longest = Math.max(visible + 2, 65);
      int[] text = text(longest);
      int[][] expected = rows(model, "plain", 1, text, longest);
      for (String kernels : KERNELS) {
        assertSame(rows(model, kernels, 2, text, longest), expected, kernels + ", whole");
        assertSame(rows(model, kernels, 1, text, 1), expected, kernels + ", step by step");
      }
      Set<Integer> cuts = new TreeSet<>(List.of(1, 2, 3, 30, 31, 32, 33, 63, 64));
      cuts.addAll(List.of(visible - 2, visible - 1, visible, visible + 1, visible + 2));
      cuts.removeIf(cut -> cut < 1 || cut >= longest);
      for (int cut : cuts) {
        String kernels = KERNELS.get(random.nextInt(KERNELS.size()));
        int[][] pieces = twoPieces(model, kernels, text, cut);
        assertSame(pieces, expected, kernels + " cut at " + cut + " " + layers);
      }
    }
  }

  private static void assertSame(int[][] actual, int[][] expected, String name) {
    assertThat(Arrays.deepEquals(actual, expected)).as(name).isTrue();
  }

  @Test
  void aStateNeverHoldsMoreThanTheWindow() {
    Model model = model(List.of(Layer.R, Layer.R, Layer.A, Layer.R), 40);
    try (ThreadTeam team = ThreadTeam.of(2)) {
      ForwardPass forward = new ForwardPass(model, KernelProvider.named("auto"), team);
      State state = null;
      for (int piece = 0; piece < 200; piece++) {
        int[] tokens = text(1 + random.nextInt(150));
        int last = tokens.length - 1;
        Forest forest = chain(tokens, 0, tokens.length, state);
        state = forward.run(forest, new int[] {last}, new int[] {last}).states().get(0);
        State.Attention attention = state.attentions().get(0);
        assertThat(attention.pages()).hasSizeLessThanOrEqualTo(40 / Page.POSITIONS + 2);
        assertThat((attention.firstPage() + attention.pages().size()) * Page.POSITIONS)
            .isGreaterThanOrEqualTo(state.position());
      }
      assertThat(state.position()).isGreaterThan(10_000);
    }
  }

  private static int[][] twoPieces(Model model, String kernels, int[] text, int cut)
      throws IOException {
    try (ThreadTeam team = ThreadTeam.of(1)) {
      ForwardPass forward = new ForwardPass(model, KernelProvider.named(kernels), team);
      int[] all = IntStream.range(0, cut).toArray();
      ForwardPass.Output first = forward.run(chain(text, 0, cut, null), all, new int[] {cut - 1});
      int[][] rows = new int[text.length][];
      bits(first.rows(), 0, cut, rows);
      State state = writtenAndRead(first.states().get(0));
      int[] rest = IntStream.range(0, text.length - cut).toArray();
      Rows second = forward.run(chain(text, cut, text.length, state), rest, new int[0]).rows();
      bits(second, cut, text.length, rows);
      return rows;
    }
  }

  private static State writtenAndRead(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateFormat.write(state, new DataOutputStream(bytes));
    return StateFormat.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** The bits of every position's row, the text read in pieces of some length. */
  private static int[][] rows(Model model, String kernels, int threads, int[] text, int piece) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      ForwardPass forward = new ForwardPass(model, KernelProvider.named(kernels), team);
      int[][] rows = new int[text.length][];
      State state = null;
      for (int from = 0; from < text.length; from += piece) {
        int to = Math.min(text.length, from + piece);
        int[] all = IntStream.range(0, to - from).toArray();
        ForwardPass.Output output =
            forward.run(chain(text, from, to, state), all, new int[] {to - from - 1});
        bits(output.rows(), from, to, rows);
        state = output.states().get(0);
      }
      return rows;
    }
  }

  private static void bits(Rows read, int from, int to, int[][] rows) {
    for (int position = from; position < to; position++) {
      int start = read.start(position - from);
      rows[position] =
          IntStream.range(start, start + read.columns())
              .map(i -> Float.floatToRawIntBits(read.data()[i]))
              .toArray();
    }
  }

  private static Forest chain(int[] text, int from, int to, State state) {
    Forest.Builder builder = new Forest.Builder();
    int node = state == null ? builder.addRoot(text[from]) : builder.addRoot(text[from], state);
    for (int i = from + 1; i < to; i++) {
      node = builder.add(text[i], node);
    }
    return builder.build();
  }

  private int[] text(int length) {
    return random.ints(length, 0, VOCABULARY).toArray();
  }

  /** The width, the channels and the window have nothing in common. */
  private Model model(List<Layer> layers, int visible) {
    boolean recurrent = layers.contains(Layer.R);
    return RandomModel.of(
        new ModelConfiguration(
            recurrent ? Families.RECURRENT_GEMMA : Families.GEMMA3_TEXT,
            VOCABULARY,
            21,
            layers.stream().map(layer -> kind(layer, visible)).toList(),
            AttentionShape.of(6, 2, 12),
            recurrent ? new RecurrenceShape(26, 2, 4) : null,
            30,
            Activation.GELU_TANH,
            1e-6f,
            1.5f,
            0f,
            Biases.NONE,
            true,
            Integer.MAX_VALUE),
        random);
  }

  private static LayerKind kind(Layer layer, int visible) {
    return switch (layer) {
      case R -> LayerKind.RECURRENT;
      case A -> new LayerKind.Attention(visible, Rotary.of(6, 10_000));
      case G -> new LayerKind.Attention(LayerKind.Attention.EVERY_KEY, Rotary.of(12, 1e6));
    };
  }
}
