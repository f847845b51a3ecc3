package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.core.error.AssayException;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.rating.UnusableRow.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile rows. */
class UnusableRowTest {
  private static final String ROW =
      "{\"prompt_id\":\"%s\",\"rater_id\":\"r\",\"model_a\":\"new\",\"model_b\":\"old\","
          + "\"label\":\"A\"%s}\n";

  @TempDir Path folder;

  private RatingImport read(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return RatingImport.read(file, FileForms.plain(), RatingRows.SETTINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt_id", "rater_id", "model_a", "model_b", "label"})
  void aRequiredValueThatIsMissingCostsItsRow(String column) {
    for (Object empty : Arrays.asList(null, "", " \t")) {
      UnusableRow row = RatingRows.unusable(column, empty);
      assertThat(row.cause()).isEqualTo(Cause.NO_VALUE);
      assertThat(row).hasToString("row 0: '" + column + "' is missing or empty");
    }
    RatingImport read = new RatingRows().row(r -> r.remove(column)).row(r -> {}).read();
    assertThat(read.unusableByCause()).isEqualTo(Map.of(Cause.NO_VALUE, 1));
    assertThat(read.ratings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt_id",
        "rater_id",
        "model_a",
        "model_b",
        "label",
        "category",
        "shown_order",
        "time"
      })
  void anotherTypeCostsItsRow(String column) {
    for (Object value : List.of(true, List.of("A"), Map.of("secret", "anna"))) {
      UnusableRow row = RatingRows.unusable(column, value);
      assertThat(row.cause()).isEqualTo(Cause.WRONG_TYPE);
      assertThat(row.problem()).contains("'" + column + "'").doesNotContain("anna");
    }
  }

  @Test
  void unknownModelsLabelsAndOrdersAreListedWithTheirValues() {
    assertThat(RatingRows.unusable("model_b", "odl"))
        .isEqualTo(new UnusableRow(0, Cause.UNKNOWN_MODEL, "model_b 'odl' is none of new, old"));
    assertThat(RatingRows.unusable("model_a", "old").cause()).isEqualTo(Cause.SAME_MODEL);
    assertThat(RatingRows.unusable("label", "left").problem()).startsWith("label 'left' is none");
    assertThat(RatingRows.unusable("shown_order", "left"))
        .hasToString("row 0: shown_order 'left' is neither ab nor ba");
    for (String label : List.of("A++", "C", "3", "-3", "1.5", "NaN", "A B", "[[A]]", "true")) {
      assertThat(RatingRows.unusable("label", label).cause()).isEqualTo(Cause.UNKNOWN_LABEL);
    }
  }

  @Test
  void messagesShowNeitherLongNorControlCharacters() {
    String problem =
        RatingRows.unusable("label", "\u001b[2J\u202e" + "x".repeat(1 << 20)).problem();
    assertThat(problem).hasSizeLessThan(200).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void everyBadRowIsCountedAndNoGoodOneIsLost() {
    RatingImport read =
        new RatingRows()
            .row(row -> {})
            .broken("the line is not UTF-8")
            .with("label", "best")
            .with("model_a", "unknown")
            .with("time", "soon")
            .row(row -> {})
            .read();
    assertThat(read.ratings()).extracting(Rating::promptId).containsExactly("p0", "p5");
    assertThat(read.unusable()).extracting(UnusableRow::row).containsExactly(1, 2, 3, 4);
    assertThat(read.unusableByCause())
        .isEqualTo(
            Map.of(
                Cause.BROKEN,
                1,
                Cause.UNKNOWN_LABEL,
                1,
                Cause.UNKNOWN_MODEL,
                1,
                Cause.UNKNOWN_TIME,
                1));
  }

  @Test
  void aMissingColumnIsAnErrorOfTheWhole() {
    assertThatThrownBy(() -> read("r.csv", "prompt_id,rater_id,model_a,modelb,label\n1,r,a,b,A\n"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("no row has the column model_b");
    assertThatThrownBy(() -> read("r.jsonl", "{\"label\":\"A\"}\n"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("no row has the columns prompt_id, rater_id, model_a, model_b.");
  }

  @Test
  void noRowsAreAnErrorOfTheWhole() {
    for (String text : List.of("", "\n\n", "prompt_id,rater_id,model_a,model_b,label\n")) {
      assertThatThrownBy(() -> read("r.csv", text))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("there are no rows");
    }
    assertThatThrownBy(
            () ->
                RatingImport.read(
                    folder.resolve("none.csv"), FileForms.plain(), RatingRows.SETTINGS))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("none.csv");
  }

  @Test
  void csvWithAByteOrderMarkQuotesAndLongCommentsIsRead() throws IOException {
    RatingImport read =
        read(
            "r.csv",
            "\uFEFFprompt_id,category,rater_id,model_a,model_b,shown_order,label,time,comment\r\n"
                + "\"p,1\",x,r,new,old,ab,B+,2024-05-01 12:00:00,\"a \"\"word\"\"\nand a line\"\r\n"
                + "p2,,r, old ,new,,2,,"
                + "x".repeat(1 << 20)
                + "\r\n");
    assertThat(read.unusable()).isEmpty();
    assertThat(read.ratings())
        .extracting(rating -> rating.promptId() + " " + rating.level() + " " + rating.shownFirst())
        .containsExactly("p,1 -2 CANDIDATE", "p2 -2 UNKNOWN");
  }

  @Test
  void rowsOfACsvFileThatAreTooLongOrShortCostThemselves() throws IOException {
    RatingImport read =
        read(
            "r.csv",
            "prompt_id,rater_id,model_a,model_b,label,comment\n"
                + "p1,r,new,old,A,well, well,\"quoted\nline\", x\n"
                + "p2,r,new\n"
                + "p3,r,new,old,B,fine\n"
                + "p4,r,new,old,B,well, well\n"
                + "p5,r,new,old,B,well, well");
    assertThat(read.ratings()).extracting(Rating::promptId).containsExactly("p3");
    assertThat(read.unusable())
        .extracting(UnusableRow::row, UnusableRow::cause)
        .containsExactly(
            tuple(0, Cause.BROKEN),
            tuple(1, Cause.NO_VALUE),
            tuple(3, Cause.BROKEN),
            tuple(4, Cause.BROKEN));
    assertThat(read.unusable().get(0).problem())
        .contains("more than the 6 values of the first line");
  }

  @Test
  void jsonLinesWithAByteOrderMarkAndBrokenLinesAreRead() throws IOException {
    RatingImport read =
        read(
            "r.jsonl",
            "\uFEFF"
                + String.format(ROW, "p0", ",\"comment\":\"" + "é".repeat(1 << 20) + "\"")
                + "{\"prompt_id\":\n"
                + "[1, 2]\n"
                + "\n"
                + String.format(ROW, "p3", ",\"label\":\"B\",\"time\":null,\"extra\":{\"a\":[]}")
                + "{".repeat(5000)
                + "\n");
    assertThat(read.ratings()).extracting(Rating::promptId).containsExactly("p0", "p3");
    assertThat(read.unusable())
        .extracting(UnusableRow::row, UnusableRow::cause)
        .containsExactly(tuple(1, Cause.BROKEN), tuple(2, Cause.BROKEN), tuple(4, Cause.BROKEN));
  }

  @Test
  void aFileOfNothingButBrokenRowsHasNoRatings() throws IOException {
    RatingImport read = read("r.jsonl", "{\"a\n{\"b\n");
    assertThat(read.ratings()).isEmpty();
    assertThat(read.unusable()).hasSize(2);
  }
}
