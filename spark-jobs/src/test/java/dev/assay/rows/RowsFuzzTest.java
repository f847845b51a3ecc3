package dev.assay.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.replica.Replica;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.rows.TokenizeRows.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changed file of rows is answered whole, broken rows with their errors: as many lines come
 * out as go in. Never an exception, a hang, or memory beyond a multiple of the file.
 */
class RowsFuzzTest {
  private static final String[] WORDS = {
    "\n",
    "null",
    "[",
    "{\"a\":",
    "\"\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "1e999999999",
    "-1",
    "703",
    "704",
    "\"text\"",
    "\"ids\"",
    "\"context\"",
    "\"error\"",
    "[[]]",
    "[]"
  };

  @TempDir private Path folder;

  @Test
  void tokenize() throws IOException {
    Path model = SyntheticCheckpoint.gemma(folder.resolve("model"), 1);
    for (Direction direction : Direction.values()) {
      Mutations mutations =
          Mutations.ofTexts(
              List.of(
                  "{\"text\":\"na\u00efve \\u4f60 a\"}\n{\"ids\":[1,2,300]}\n\n{\"text\":\"b\"}",
                  "{\"ids\":[5],\"id\":7,\"text\":\"x\",\"more\":{\"a\":[1.50]}}\r\n"),
              WORDS);
      fuzz(
          "rows to tokenize, " + direction,
          mutations,
          files -> TokenizeRows.run(model, direction, files));
    }
  }

  @Test
  void score() throws IOException {
    ModelFolder model = ModelFolder.open(SyntheticCheckpoint.gemma(folder.resolve("model"), 1));
    try (Replica replica =
        Replica.load(model, "auto", Quantization.NONE, new EngineSettings(1, 64, 1 << 14, 0))) {
      RowEncoder encoder = new RowEncoder(model, false, OptionalInt.of(64));
      Mutations mutations =
          Mutations.ofTexts(
              List.of(
                  "{\"context\":\"a\",\"continuations\":[\" b\",\" c\"]}\n{\"text\":\"ab\"}\n",
                  "{\"context_ids\":[2,5],\"continuations_ids\":[[6],[7,8]],\"id\":1}\n"),
              WORDS);
      ScoreOperation operation = new ScoreOperation(replica.engine(), encoder, true);
      fuzz("rows to score", mutations, files -> RowPipeline.run(files, operation));
    }
  }

  @Test
  void render() throws IOException {
    Mutations mutations =
        Mutations.ofTexts(
            List.of(
                "{\"template\":\"{{ a }} {{ b|tojson }}\",\"document\":{\"a\":1,\"b\":[2,{}]}}\n",
                "{\"template\":\"{{ messages[0].content }}\",\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"x\"}],\"now\":\"2026-01-02T03:04:05\"}\n"),
            WORDS);
    fuzz("rows to render", mutations, RenderRows::run);
  }

  private interface Command {
    RowSummary run(RowFiles files);
  }

  private void fuzz(String name, Mutations mutations, Command command) throws IOException {
    Path input = folder.resolve("rows.jsonl");
    Path output = folder.resolve("answers.jsonl");
    Map<String, Integer> outcomes =
        Fuzzing.of(name, mutations)
            .allocating(64 << 20, 4000)
            .run(
                bytes -> {
                  Files.write(input, bytes);
                  Files.deleteIfExists(output);
                  RowSummary summary =
                      command.run(new RowFiles(input.toString(), output.toString()));
                  long answers = Files.readAllLines(output).size();
                  if (answers != summary.rows()) {
                    throw new AssertionError(answers + " answers to " + summary.rows() + " rows");
                  }
                });
    assertThat(outcomes).as("broken rows cost themselves alone").containsOnlyKeys("read");
  }
}
