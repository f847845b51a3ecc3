package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatingChecksTest {

  private static RatingRows twice(String firstTime, String secondTime) {
    RatingRows rows = new RatingRows();
    for (String time : List.of(firstTime, secondTime)) {
      rows.row(row -> row.put("prompt_id", "p").put("time", time));
    }
    return rows;
  }

  @Test
  void aPairRatedTwiceWithinASecondIsListedAndCountsOnce() {
    RatingImport read = twice("2024-05-01T12:00:00.9Z", "2024-05-01T12:00:01.8Z").read();
    assertThat(read.notices())
        .containsExactly(new RatingNotice.RepeatedAtOnce("anna", "p", List.of(0, 1)));
    assertThat(read.notices().get(0)).asString().contains("'anna'", "'p'", "rows [0, 1]");
    assertThat(read.counted()).hasSize(1);
    assertThat(read.superseded()).isEqualTo(1);
  }

  @Test
  void aPairRatedAgainLaterIsNotListed() {
    assertThat(twice("2024-05-01T12:00:00Z", "2024-05-01T12:00:01Z").read().notices()).isEmpty();
  }

  @Test
  void aPairRatedTwiceAtUnknownTimesIsListed() {
    assertThat(twice("", "2024-05-01T12:00:01Z").read().notices()).hasSize(1);
    assertThat(twice("", "").read().notices()).hasSize(1);
  }

  @Test
  void duplicatedRowsAreListedTogether() {
    RatingRows rows = twice("2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z");
    rows.row(row -> row.put("prompt_id", "p")).row(row -> row.put("prompt_id", "q"));
    RatingImport read = rows.read();
    assertThat(read.notices())
        .containsExactly(new RatingNotice.RepeatedAtOnce("anna", "p", List.of(0, 1, 2)));
    assertThat(read.counted()).hasSize(2);
  }

  @Test
  void whoAlwaysAnswersAIsListedFromTwentyRatingsOn() {
    RatingRows rows = new RatingRows();
    for (int i = 0; i < 19; i++) {
      String order = i % 2 == 0 ? "ab" : "ba";
      rows.row(row -> row.put("shown_order", order).put("label", "A+"));
    }
    assertThat(rows.read().notices()).isEmpty();
    rows.with("label", "A");
    assertThat(rows.read().notices()).containsExactly(new RatingNotice.OneLabel("anna", "A", 20));
    assertThat(rows.read().counted()).hasSize(20);
    assertThat(rows.with("label", "B").read().notices()).isEmpty();
  }

  @Test
  void whoPrefersOnePlaceIsListed() {
    assertThat(placed(19, 20).read().notices())
        .containsExactly(new RatingNotice.OnePlace("anna", 0.95, 20));
    assertThat(placed(18, 20).read().notices()).isEmpty();
    assertThat(placed(1, 20).read().notices())
        .containsExactly(new RatingNotice.OnePlace("anna", 0.05, 20));
    assertThat(placed(19, 19).read().notices()).isEmpty();
    assertThat(placed(19, 20).with("shown_order", "").read().notices()).hasSize(1);
  }

  /** Of so many pairs in turning order so many for what stood first. */
  private static RatingRows placed(int first, int pairs) {
    RatingRows rows = new RatingRows();
    for (int i = 0; i < pairs; i++) {
      boolean candidateFirst = i % 2 == 0;
      boolean candidateWins = candidateFirst == i < first;
      rows.row(
          row ->
              row.put("shown_order", candidateFirst ? "ab" : "ba")
                  .put("label", candidateWins ? "A" : "B"));
    }
    return rows;
  }

  @Test
  void unknownOrdersAreLeftOutOfTheShareOfPlaces() {
    RatingRows rows = placed(19, 19);
    for (int i = 0; i < 5; i++) {
      rows.row(row -> row.put("shown_order", "").put("label", "B"));
    }
    assertThat(rows.read().notices()).isEmpty();
  }
}
