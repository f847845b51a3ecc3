package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.StoredTables;
import dev.assay.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose answers are generated, through {@code assay evaluate}. */
class EvaluateCompletionsTest {
  @TempDir private Path folder;

  @Test
  void answersAreStoredAndScoredFromTheTable() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 37);
    Path data = folder.resolve("data/gsm8k");
    Files.createDirectories(data);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(
          "{\"question\": \"%d stones and %d?\", \"answer\": \"So many.\\n#### %d\"}"
              .formatted(i, i, 2 * i));
    }
    Files.write(data.resolve("train.jsonl"), lines);
    Files.write(data.resolve("test.jsonl"), lines);
    CommandRun run = evaluate(model);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("|gsm8k|", "flexible-extract", "strict-match", "exact_match", "6 items");
    Path completions;
    try (var tables = Files.list(folder.resolve("output/completions"))) {
      completions = tables.toList().get(0);
    }
    try (StoredTables tables = new StoredTables(completions.getParent())) {
      List<Row> rows =
          tables
              .table(completions.getFileName().toString())
              .orderBy("doc_id")
              .select("prompt", "reference", "generation.text")
              .collectAsList();
      assertThat(rows).hasSize(6);
      assertThat(rows.get(0).getString(0)).startsWith("Question: ").endsWith("Answer:");
      assertThat(rows.get(0).getString(1)).contains("#### 0");
    }
    CommandRun again = evaluate(model);
    assertThat(again.out()).contains("complete before: nothing was computed");
    assertThat(table(again)).isEqualTo(table(run));
  }

  private CommandRun evaluate(Path model) {
    return CommandRun.evaluate(
        "--model",
        model,
        "--tasks",
        "gsm8k@2",
        "--limit",
        6,
        "--data",
        folder.resolve("data"),
        "--output",
        folder.resolve("output"));
  }

  private static String table(CommandRun run) {
    return String.join("\n", run.out().lines().filter(line -> line.startsWith("|")).toList());
  }
}
