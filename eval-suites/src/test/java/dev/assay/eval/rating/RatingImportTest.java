package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.eval.document.Document;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.rate.IntervalKind;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.RatedOutcome;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.statistic.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingImportTest {

  @Test
  void aRowWithEverythingIsARating() {
    assertThat(new RatingRows().row(row -> {}).read().ratings())
        .containsExactly(
            new Rating(
                "p0",
                "safety",
                "anna",
                "new",
                "old",
                ShownFirst.CANDIDATE,
                1,
                Instant.parse("2024-05-01T12:00:00Z"),
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "A, 1",
    "B, -1",
    "tie, 0",
    "A+, 2",
    "B+, -2",
    "-2, -2",
    "-1, -1",
    "0, 0",
    "1, 1",
    "2, 2",
    "−2, -2",
    "+1, 1",
    "1.0, 1",
    "a, 1",
    "TIE, 0",
    "' B ', -1"
  })
  void labelsHaveThreeForms(String label, int level) {
    assertThat(RatingRows.one("label", label).level()).isEqualTo(level);
  }

  @Test
  void labelsMayBeNumbers() {
    assertThat(RatingRows.one("label", -2).level()).isEqualTo(-2);
    assertThat(RatingRows.one("label", 1.0).level()).isEqualTo(1);
    assertThat(RatingRows.unusable("label", 1.5).cause())
        .isEqualTo(UnusableRow.Cause.UNKNOWN_LABEL);
    assertThat(RatingRows.unusable("label", 3).cause()).isEqualTo(UnusableRow.Cause.UNKNOWN_LABEL);
  }

  @Test
  void fiveLevelsFoldToThreeAndHaveAScoreOfTheirOwn() {
    RatingRows rows = new RatingRows();
    List.of(2, 1, 0, -1, -2).forEach(level -> rows.with("label", level));
    List<Rating> ratings = rows.read().ratings();
    assertThat(ratings)
        .extracting(Rating::outcome)
        .containsExactly(Outcome.WIN, Outcome.WIN, Outcome.TIE, Outcome.LOSS, Outcome.LOSS);
    assertThat(ratings)
        .extracting(rating -> rating.outcome().score())
        .containsExactly(1.0, 1.0, 0.5, 0.0, 0.0);
    assertThat(ratings).extracting(Rating::levelScore).containsExactly(1.5, 1.0, 0.5, 0.0, -0.5);
  }

  @Test
  void modelsInTheOtherOrderAreReduced() {
    Rating rating =
        new RatingRows()
            .row(
                row ->
                    row.put("model_a", "old")
                        .put("model_b", "new")
                        .put("label", "A+")
                        .put("shown_order", "ab"))
            .read()
            .ratings()
            .get(0);
    assertThat(rating.candidate()).isEqualTo("new");
    assertThat(rating.level()).isEqualTo(-2);
    assertThat(rating.shownFirst()).isEqualTo(ShownFirst.BASELINE);
    assertThat(rating.firstShownScore()).isEqualTo(1);
  }

  @Test
  void exchangedModelsExchangeWinsAndLosses() {
    RatingRows rows = mixed();
    RatingImport forward = rows.read();
    RatingImport backward =
        rows.read(
            new RatingSettings(RatedModels.of("old", "new"), LabelNames.MODEL, RaterNames.kept()));
    assertThat(backward.ratings().stream().map(Rating::swapped).toList())
        .isEqualTo(forward.ratings());
    assertThat(backward.notices()).isEqualTo(forward.notices());
  }

  @Test
  void ratingsDoNotDependOnTheOrderOfRows() {
    List<Document> rows = new ArrayList<>(mixed().rows());
    RatingImport read = RatingImport.of(rows, RatingRows.SETTINGS);
    assertThat(read.superseded()).isGreaterThan(10);
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(rows, new Random(seed));
      assertThat(RatingImport.of(rows, RatingRows.SETTINGS).ratings()).isEqualTo(read.ratings());
      assertThat(RatingImport.of(rows, RatingRows.SETTINGS).notices()).isEqualTo(read.notices());
    }
  }

  /** Few prompts and times, so that much is rated twice, at one time or at unknown ones. */
  private static RatingRows mixed() {
    Random random = new Random(1);
    RatingRows rows = new RatingRows();
    for (int i = 0; i < 200; i++) {
      rows.row(
          row -> {
            row.put("prompt_id", "p" + random.nextInt(30)).put("rater_id", "r" + random.nextInt(3));
            row.put("label", random.nextInt(5) - 2);
            row.put("shown_order", random.nextBoolean() ? "ab" : "ba");
            if (random.nextBoolean()) {
              row.put("model_a", "old").put("model_b", "new");
            }
            int second = random.nextInt(5);
            row.put("time", second == 0 ? "" : "2024-05-01T12:00:0" + second + "Z");
          });
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"ab, A, 1", "ba, A, -1", "ab, B+, -2", "ba, B+, 2", "ba, tie, 0"})
  void labelsOfPlacesAreConvertedByTheOrder(String order, String label, int level) {
    RatingSettings places = RatingRows.SETTINGS.with(LabelNames.POSITION);
    RatingRows rows =
        new RatingRows().row(row -> row.put("shown_order", order).put("label", label));
    assertThat(rows.read(places).ratings().get(0).level()).isEqualTo(level);
  }

  @Test
  void labelsOfPlacesNeedTheOrderUnlessTheyAreTies() {
    RatingSettings places = RatingRows.SETTINGS.with(LabelNames.POSITION);
    RatingImport read =
        new RatingRows()
            .with("shown_order", "ab")
            .with("shown_order", "")
            .row(row -> row.putNull("shown_order").put("label", "tie"))
            .read(places);
    assertThat(read.ratings()).extracting(Rating::level).containsExactly(1, 0);
    assertThat(read.unusable())
        .extracting(UnusableRow::cause)
        .containsExactly(UnusableRow.Cause.NO_ORDER);
    assertThatThrownBy(() -> new RatingRows().row(row -> row.remove("shown_order")).read(places))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("no row has the column shown_order");
  }

  @Test
  void optionalColumnsMayBeMissing() {
    Rating rating =
        new RatingRows()
            .row(row -> row.remove(List.of("category", "shown_order", "time", "comment")))
            .read()
            .ratings()
            .get(0);
    assertThat(rating.category()).isNull();
    assertThat(rating.time()).isNull();
    assertThat(rating.shownFirst()).isEqualTo(ShownFirst.UNKNOWN);
    assertThat(rating.firstShownScore()).isNaN();
  }

  @Test
  void ratersAreHiddenBehindASaltedDigest() {
    RatingRows rows = new RatingRows().with("rater_id", "anna").with("rater_id", "anna");
    RatingImport hidden =
        rows.read(
            new RatingSettings(
                RatedModels.of("new", "old"), LabelNames.MODEL, RaterNames.hashed("salt")));
    assertThat(hidden.ratings())
        .extracting(Rating::rater)
        .containsOnly(Sha256.of("salt\nanna"))
        .hasSize(2);
    assertThat(rows.read().ratings()).extracting(Rating::rater).containsOnly("anna");
    assertThatThrownBy(() -> RaterNames.hashed("")).isInstanceOf(AssayException.class);
  }

  @Test
  void theLastRatingOfAPairByTimeCounts() {
    RatingImport read =
        new RatingRows()
            .row(row -> row.put("prompt_id", "p").put("time", "2024-05-01T12:00:05Z"))
            .row(
                row ->
                    row.put("prompt_id", "p")
                        .put("time", "2024-05-01 14:00:09+02:00")
                        .put("label", "B"))
            .row(row -> row.put("prompt_id", "p").put("time", "").put("label", "tie"))
            .row(row -> row.put("prompt_id", "p").put("rater_id", "bert"))
            .read();
    assertThat(read.counted())
        .extracting(Rating::rater, Rating::outcome)
        .containsExactlyInAnyOrder(tuple("anna", Outcome.LOSS), tuple("bert", Outcome.WIN));
    assertThat(read.superseded()).isEqualTo(2);
    assertThat(read.ratings()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-01T12:30:00Z, 2024-05-01T12:30:00Z",
    "2024-05-01T12:30:00.123456789Z, 2024-05-01T12:30:00.123456Z",
    "2024-05-01t12:30z, 2024-05-01T12:30:00Z",
    "2024-05-01 12:30:00, 2024-05-01T12:30:00Z",
    "2024-05-01 12:30:00.500000+00:00, 2024-05-01T12:30:00.500Z",
    "2024-05-01T12:30:00+0200, 2024-05-01T10:30:00Z",
    "2024-05-01T12:30:00-07, 2024-05-01T19:30:00Z",
  })
  void timesHaveTheFormsOfTables(String text, String instant) {
    assertThat(RatingRows.one("time", text).time()).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2024-05-01",
        "2024-13-01T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-05-01T24:00:00Z",
        "2024-05-01T25:00:00Z",
        "1714564800",
        "01.05.2024 12:30:00",
        "2024-05-01T12:30:00 Europe/Berlin",
        "+99999-01-01T00:00:00Z"
      })
  void whatIsNoTimeCostsItsRow(String text) {
    assertThat(RatingRows.unusable("time", text).cause()).isEqualTo(UnusableRow.Cause.UNKNOWN_TIME);
  }

  @Test
  void wholeNumbersAreIds() {
    assertThat(RatingRows.one("prompt_id", 81).promptId()).isEqualTo("81");
    assertThat(RatingRows.unusable("prompt_id", 81.5).cause())
        .isEqualTo(UnusableRow.Cause.WRONG_TYPE);
  }

  @Test
  void modelsNamedInRowsHaveTheBaselineLast() {
    List<Document> rows =
        new RatingRows()
            .with("model_a", "z")
            .with("model_b", "a")
            .with("model_a", true)
            .broken("the line is not JSON")
            .rows();
    assertThat(RatedModels.namedIn(rows, "new").names()).containsExactly("a", "old", "z", "new");
    assertThatThrownBy(() -> RatedModels.namedIn(rows, "other"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'other'")
        .hasMessageContaining("a, new, old, z");
    assertThatThrownBy(() -> RatedModels.of("a", "a")).isInstanceOf(AssayException.class);
  }

  @Test
  void ofMoreModelsTheEarlierOneIsTheCandidate() {
    RatingSettings three =
        new RatingSettings(
            new RatedModels(List.of("x", "new", "old")), LabelNames.MODEL, RaterNames.kept());
    RatingImport read =
        new RatingRows().row(row -> {}).with("model_b", "x").with("model_a", "x").read(three);
    assertThat(read.ratings())
        .extracting(rating -> rating.candidate() + ">" + rating.baseline() + " " + rating.level())
        .containsExactly("new>old 1", "x>new -1", "x>old 1");
  }

  /** The two published rates, with the paper's own intervals. */
  @ParameterizedTest
  @CsvSource({"580, 300, 340, '59.8 [57.1, 62.6]'", "897, 477, 1226, '43.7 [41.8, 45.6]'"})
  void thePublishedArithmeticComesOut(int wins, int ties, int losses, String printed) {
    RatingRows rows = new RatingRows();
    for (int i = 0; i < wins + ties + losses; i++) {
      rows.with("label", i < wins ? "A" : i < wins + ties ? "tie" : "B");
    }
    List<Rating> counted = rows.read().counted();
    WinRate rate =
        WinRate.of(
                counted.stream()
                    .map(one -> RatedOutcome.of(one.promptId(), one.outcome(), one.rater()))
                    .toList(),
                RateOptions.DEFAULT.with(IntervalKind.PAPER))
            .orElseThrow();
    Interval bounds = rate.interval().orElseThrow().bounds();
    assertThat(
            String.format(
                Locale.ROOT,
                "%.1f [%.1f, %.1f]",
                100 * rate.rate(),
                100 * bounds.lower(),
                100 * bounds.upper()))
        .isEqualTo(printed);
    double second = counted.stream().mapToDouble(Rating::levelScore).average().orElseThrow();
    assertThat(second).isCloseTo(rate.rate(), within(1e-12));
  }
}
