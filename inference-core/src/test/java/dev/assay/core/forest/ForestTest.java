package dev.assay.core.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForestTest {
  private static final State SEVEN_READ = new State(7, List.of(), List.of(), new float[0]);

  @Test
  void cutsChainsIntoSegmentsThatKnowTheirPath() {
    Forest.Builder builder = new Forest.Builder();
    int trunk = builder.addRoot(5);
    int middle = builder.add(6, trunk);
    int left = builder.add(7, middle);
    int right = builder.add(8, trunk);
    int leaf = builder.add(9, right);
    Forest forest = builder.build();

    assertThat(forest.segments())
        .containsExactly(new Segment(0, 3, -1, 0, -1, 0, 0), new Segment(3, 2, 0, 1, -1, 1, 1));
    assertThat(forest.position(left)).isEqualTo(2);
    assertThat(forest.position(leaf)).isEqualTo(2);
    assertThat(forest.tiles()).isEqualTo(2);
  }

  @Test
  void continuesStatesAtTheirPositionAndHoldsEachOnce() {
    Forest.Builder builder = new Forest.Builder();
    int first = builder.addRoot(1, SEVEN_READ);
    int second = builder.addRoot(2, SEVEN_READ);
    int text = builder.addRoot(3);
    Forest forest = builder.build();

    assertThat(forest.states()).containsExactly(SEVEN_READ);
    assertThat(forest.position(first)).isEqualTo(7);
    assertThat(forest.position(second)).isEqualTo(7);
    assertThat(forest.position(text)).isZero();
    assertThat(forest.rootState(text)).isEqualTo(-1);
  }

  @Test
  void findsAncestorsInTheBatchInTheTailOfTheStateAndInZeros() {
    Forest.Builder builder = new Forest.Builder();
    int text = builder.addRoot(1);
    int continued = builder.addRoot(2, SEVEN_READ);
    int next = builder.add(3, continued);
    Forest forest = builder.build();

    assertThat(forest.ancestorRow(text, 0, 3)).isEqualTo(text);
    assertThat(forest.ancestorRow(text, 1, 3)).isEqualTo(forest.zeroRow(3));
    assertThat(forest.ancestorRow(next, 1, 3)).isEqualTo(continued);
    assertThat(forest.ancestorRow(next, 2, 3)).isEqualTo(3 + 2);
    assertThat(forest.ancestorRow(next, 3, 3)).isEqualTo(3 + 1);
    assertThat(forest.ancestorRow(continued, 3, 3)).isEqualTo(3);
    assertThat(forest.zeroRow(3)).isEqualTo(6);
  }

  @Test
  void refusesAParentThatDoesNotExist() {
    Forest.Builder builder = new Forest.Builder();
    assertThatThrownBy(() -> builder.add(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
