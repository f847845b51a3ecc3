package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.outcome.ProgramFrame;
import dev.assay.eval.task.TaskCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationPromptBuilderTest {
  @TempDir Path data;

  private List<Item> items(String expression, String file, String... rows) throws IOException {
    Path path = data.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", rows) + "\n");
    return new GenerationPromptBuilder(
            TaskCatalog.standard()
                .selectGeneration(List.of(expression), OptionalInt.empty())
                .get(0),
            new DataFolder(data, List.of(new JsonLinesReader())),
            FewShotSampling.harness())
        .items(DocumentLimit.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nq_open | nq_open | {\"question\": \"q\"} | bad_answers | holds no list of answers: missing",
        "nq_open | nq_open | {\"question\": \"q\", \"answer\": [1]} | bad_answers | holds no text: 1",
        "nq_open | nq_open | {\"answer\": [\"a\"]} | missing_field | question",
        "triviaqa | trivia_qa | {\"question\": \"q\", \"answer\": {}} | bad_answers | answer.aliases",
        "nq_open | nq_open | [] | broken_row | no JSON object",
      })
  void aDocumentThatCannotBeAskedCostsItsOwnRow(
      String task, String folder, String row, String code, String message) throws IOException {
    String good =
        "{\"question\": \"q\", \"answer\": "
            + (task.equals("triviaqa") ? "{\"aliases\": [\"a\"]}" : "[\"a\"]")
            + "}";
    List<Item> items = items(task + "@0", folder + "/validation.jsonl", row, good);
    FailedItem failed = (FailedItem) items.get(0);
    assertThat(failed.errorCode()).isEqualTo(code);
    assertThat(failed.message()).contains(message);
    assertThat(items.get(1)).isInstanceOf(GenerationItem.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "punctuation:no_dot | {} | there is no instruction punctuation:no_dot",
        "detectable_format:number_bullet_lists | {} | needs num_bullets, a whole number above 0",
        "detectable_format:number_bullet_lists | {\"num_bullets\": 0} | needs num_bullets",
        "detectable_format:number_bullet_lists | {\"num_bullets\": 2.5} | needs num_bullets",
        "startend:end_checker | {\"end_phrase\": null} | needs end_phrase, a text",
        "keywords:existence | {\"keywords\": [\"(\"]} | is no regular expression",
        "keywords:existence | {\"keywords\": []} | needs keywords, a list of texts",
        "length_constraints:number_words | {\"num_words\": 3, \"relation\": \"about\"} | needs relation",
      })
  void anInstructionThatCannotBeCheckedCostsItsOwnRow(String id, String arguments, String message)
      throws IOException {
    String row =
        "{\"prompt\": \"p\", \"instruction_id_list\": [\""
            + id
            + "\"], \"kwargs\": ["
            + arguments
            + "]}";
    FailedItem failed = (FailedItem) items("ifeval", "ifeval/train.jsonl", row).get(0);
    assertThat(failed.errorCode()).isEqualTo("bad_instructions");
    assertThat(failed.message()).contains(message);
  }

  @Test
  void aProgramIsPutTogetherAroundTheCompletion() throws IOException {
    String row =
        "{\"prompt\": \"def f():\\n\", \"test\": \"def check(f): pass\", \"entry_point\": \"f\"}";
    GenerationItem item = (GenerationItem) items("humaneval", "humaneval/test.jsonl", row).get(0);
    assertThat(((ProgramFrame) item.reference()).program("  return 1"))
        .isEqualTo("def f():\n  return 1\ndef check(f): pass\ncheck(f)");
  }

  @Test
  void aTaskWithoutSolvedExamplesTakesNone() {
    assertThatThrownBy(() -> items("humaneval@2", "humaneval/test.jsonl", "{}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("it takes no solved examples");
  }

  @Test
  void rowsThatAreNotThereAreAnError() {
    assertThatThrownBy(() -> items("mbpp", "mbpp/mbpp.jsonl", "{}", "{}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has 2 rows, and 510 are needed");
  }
}
