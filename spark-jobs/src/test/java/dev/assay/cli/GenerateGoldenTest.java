package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Greedy ids of a hundred prompts through {@code assay generate}, ids in and ids out, of a folder
 * without tokenizer: those of transformers' {@code generate}, but where its two best logits lie
 * within {@value #NEAR_TIE}.
 */
class GenerateGoldenTest {
  private static final String NAME = "recurrentgemma-odd";
  private static final double NEAR_TIE = 1e-4;

  @Test
  void idsAreThoseOfTransformers(@TempDir Path folder) throws IOException {
    Path model = folder.resolve(NAME);
    for (String file : List.of("config.json", "model.safetensors", "generations.jsonl")) {
      CommandRun.copy("/goldens/" + NAME + "/" + file, model);
    }
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> golden = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    int most = 1;
    for (String line : Files.readAllLines(model.resolve("generations.jsonl"))) {
      JsonNode row = json.readTree(line);
      ObjectNode asked = json.createObjectNode().put("id", golden.size());
      asked.set("prompt", row.get("prompt"));
      rows.add(asked.toString());
      most = Math.max(most, row.get("tokens").size());
      golden.add(row);
    }
    Path input = Files.write(folder.resolve("prompts.jsonl"), rows);
    CommandRun run =
        CommandRun.of(
            "generate",
            "--model",
            model,
            "--input",
            input,
            "--prompt_ids_column",
            "prompt",
            "--output",
            folder.resolve("table"),
            "--max_new_tokens",
            most,
            "--master",
            "local[2]");
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (StoredTables tables = new StoredTables(folder)) {
      List<Row> answers =
          tables.table("table").orderBy("id").select("generation.token_ids").collectAsList();
      assertThat(answers).hasSize(100);
      for (int i = 0; i < golden.size(); i++) {
        compare(golden.get(i), answers.get(i).getList(0), "prompt " + i);
      }
    }
  }

  /** The answer goes on after the golden one, which ends where the others do. */
  private static void compare(JsonNode golden, List<Integer> ids, String what) {
    for (int i = 0; i < golden.get("tokens").size(); i++) {
      if (golden.get("tokens").get(i).intValue() != ids.get(i)) {
        assertThat(golden.get("margins").get(i).doubleValue())
            .as("%s, token %d", what, i)
            .isLessThan(NEAR_TIE);
        return;
      }
    }
  }
}
