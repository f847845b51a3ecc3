package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.ForwardPass;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.StateSize;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random state has the very arrays that a text of its length leaves, with the same zeros. */
class RandomStatesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 31, 32, 33, 64, 95, 120})
  void hasTheFormOfARealState(int position) {
    Random random = new Random(position);
    for (int model = 0; model < 6; model++) {
      ModelConfiguration shape = RandomModel.shape(random);
      State real = read(shape, random, position);
      RandomStates states = new RandomStates(shape, 1);
      State made = states.at(position);
      assertThat(made.position()).isEqualTo(position);
      assertThat(form(made)).as("%s", shape).isEqualTo(form(real));
      assertThat(new StateSize(shape).bytes(position)).isEqualTo(bytes(real));
    }
  }

  private static State read(ModelConfiguration shape, Random random, int tokens) {
    try (ThreadTeam team = ThreadTeam.of(1)) {
      Forest.Builder forest = new Forest.Builder();
      int node = forest.addRoot(0);
      while (forest.size() < tokens) {
        node = forest.add(random.nextInt(shape.vocabularySize()), node);
      }
      int[] last = {node};
      return new ForwardPass(RandomModel.of(shape, random), KernelProvider.named("plain"), team)
          .run(forest.build(), last, last)
          .states()
          .get(0);
    }
  }

  /** Every array, as where it is not zero. */
  private static List<String> form(State state) {
    List<String> form = new ArrayList<>();
    form.add(form(state.output()));
    for (State.Recurrence recurrence : state.recurrences()) {
      form.add("recurrence of " + recurrence.hidden().length);
      Arrays.stream(recurrence.tail()).forEach(row -> form.add(row.length + zeros(row)));
    }
    for (State.Attention attention : state.attentions()) {
      form.add("attention from page " + attention.firstPage());
      for (Page page : attention.pages()) {
        form.add(form(page.keys()));
        form.add(form(page.values()));
      }
    }
    return form;
  }

  /** Whether a row lies before the text's start. */
  private static String zeros(float[] row) {
    return form(row).contains("x") ? " of the text" : " before the text";
  }

  private static String form(float[] values) {
    StringBuilder form = new StringBuilder();
    for (float value : values) {
      form.append(value == 0f ? '0' : 'x');
    }
    return form.toString();
  }

  private static long bytes(State state) {
    long bytes = state.ownBytes();
    for (State.Attention attention : state.attentions()) {
      bytes += attention.pages().stream().mapToLong(Page::bytes).sum();
    }
    return bytes;
  }
}
