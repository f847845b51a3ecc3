package dev.assay.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  /** Worker, first item and the item after the last of a piece. */
  private record Piece(int worker, int from, int to) {}

  private final List<Piece> done = new ArrayList<>();

  private Step step(int ranges, int count, int piece) {
    return new Step(
        ranges, count, piece, (worker, from, to) -> done.add(new Piece(worker, from, to)));
  }

  @Test
  void aWorkerTakesItsOwnRangeFirstThenWhatOthersLeft() {
    Step step = step(2, 10, 2);
    assertThat(step.work(1)).isTrue();
    assertThat(step.isDone()).isTrue();
    assertThat(done)
        .containsExactly(
            new Piece(1, 5, 7),
            new Piece(1, 7, 9),
            new Piece(1, 9, 10),
            new Piece(1, 0, 2),
            new Piece(1, 2, 4),
            new Piece(1, 4, 5));
  }

  @Test
  void whoComesLateFindsNothing() {
    Step step = step(3, 7, 1);
    step.work(0);
    done.clear();
    assertThat(step.work(1)).isFalse();
    assertThat(step.work(2)).isFalse();
    assertThat(done).isEmpty();
  }

  @Test
  void oneRangeIsTakenInOrderByAll() {
    Step step = step(1, 3, 1);
    step.work(2);
    assertThat(done).containsExactly(new Piece(2, 0, 1), new Piece(2, 1, 2), new Piece(2, 2, 3));
  }

  @Test
  void afterAFailurePiecesAreCountedAndLeftOut() {
    Step step =
        new Step(
            2,
            6,
            1,
            (worker, from, to) -> {
              done.add(new Piece(worker, from, to));
              throw new IllegalStateException("item " + from);
            });
    assertThat(step.work(0)).isTrue();
    assertThat(step.failure()).hasMessage("item 0");
    assertThat(done).hasSize(1);
  }

  @Test
  void rangesOfAnySizeAndPiecesOfAnySizeCoverAll() {
    for (int count : new int[] {1, 2, 7, Integer.MAX_VALUE}) {
      for (int piece : new int[] {1 + count / 5, count}) {
        done.clear();
        assertThat(step(4, count, piece).work(3)).isTrue();
        assertThat(done.stream().mapToLong(each -> each.to() - each.from()).sum()).isEqualTo(count);
      }
    }
  }
}
