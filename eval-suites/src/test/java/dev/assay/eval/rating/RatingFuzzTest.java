package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of every changed file each row is a rating or unusable, or the whole is refused. */
class RatingFuzzTest {
  private static final String JSON_LINES =
      "{\"prompt_id\":1,\"rater_id\":\"r\",\"model_a\":\"new\",\"model_b\":\"old\",\"label\":\"A\","
          + "\"shown_order\":\"ab\",\"time\":\"2024-05-01T12:00:00Z\"}\n"
          + "{\"prompt_id\":\"1\",\"rater_id\":\"r\",\"model_a\":\"old\",\"model_b\":\"new\","
          + "\"label\":-2,\"category\":null}\n";
  private static final String CSV =
      "prompt_id,rater_id,model_a,model_b,label,shown_order,time\n"
          + "1,r,new,old,A+,ba,2024-05-01 12:00:00.5+00:00\n1,r,old,new,tie,,\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv"})
  void files(String ending) {
    Path file = folder.resolve("ratings." + ending);
    Mutations mutations =
        Mutations.ofTexts(
            List.of(ending.equals("csv") ? CSV : JSON_LINES),
            "\n",
            "\"",
            ",",
            "\uFEFF",
            "null",
            "1.0",
            "-1e400",
            "9999-99-99T99:99:99Z",
            "0000-01-01T00:00:00+18:00",
            "A+",
            "tie",
            "ba",
            "old",
            "{}",
            "[]",
            "\\ud800");
    assertThat(
            Fuzzing.of("ratings as " + ending, mutations)
                .refusing(IOException.class)
                .allocating(32 << 20, 2000)
                .run(bytes -> read(Files.write(file, bytes))))
        .containsKey("read");
  }

  private static void read(Path file) throws IOException {
    List<Document> rows = FileForms.plain().read(file);
    for (LabelNames names : LabelNames.values()) {
      RatingImport read = RatingImport.of(rows, RatingRows.SETTINGS.with(names));
      if (read.ratings().size() + read.unusable().size() != rows.size()) {
        throw new AssertionError("a row is lost: " + read);
      }
    }
  }
}
