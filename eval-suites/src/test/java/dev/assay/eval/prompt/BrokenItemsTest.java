package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that cannot be asked costs itself. */
class BrokenItemsTest {
  private static final String TASK =
      """
      task: colours
      dataset_path: json
      dataset_kwargs: {data_files: {dev: dev.jsonl, test: test.jsonl}}
      test_split: test
      fewshot_split: dev
      fewshot_config: {sampler: first_n}
      output_type: multiple_choice
      doc_to_text: "{{question.strip()}} ->"
      doc_to_target: label
      doc_to_choice: choices
      """;
  private static final String GOOD =
      "{\"question\": \"sky\", \"choices\": [\"blue\", \"red\"], \"label\": 0}\n";

  private static final JsonLinesSource DOCUMENTS =
      new JsonLinesSource(
          (dataset, split) ->
              Path.of(dataset.folder()).resolve(dataset.dataFiles().get(split).get(0)));

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    write("colours.yaml", TASK);
    write("dev.jsonl", GOOD + GOOD);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private ItemBuilder builder(int shots) {
    String file = folder.resolve("colours.yaml").toString();
    Task task =
        TaskCatalog.standard().select(List.of(file), OptionalInt.empty()).tasks().get(0).task();
    return new ItemBuilder(task, shots, DOCUMENTS, ItemSettings.harness());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"question\": \"q\", \"choices\": [\"a\"], | broken_row | not JSON",
        "[] | broken_row | no JSON object",
        "{\"choices\": [\"a\"], \"label\": 0} | template_error | question",
        "{\"question\": 7, \"choices\": [\"a\"], \"label\": 0} | template_error | strip",
        "{\"question\": \"q\", \"label\": 0} | missing_field | no column 'choices'",
        "{\"question\": \"q\", \"choices\": null, \"label\": 0} | bad_choices | null",
        "{\"question\": \"q\", \"choices\": [], \"label\": 0} | bad_choices | []",
        "{\"question\": \"q\", \"choices\": \"ab\", \"label\": 0} | bad_choices | \"ab\"",
        "{\"question\": \"q\", \"choices\": [\"a\", 7], \"label\": 0} | bad_choices | 7",
        "{\"question\": \"q\", \"choices\": [\"a\"]} | missing_field | no column 'label'",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": null} | bad_target | null",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 1} | bad_target | the target is 1",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": -1} | bad_target | -1",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 0.5} | bad_target | 0.5",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": \"b\"} | bad_target | \"b\"",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": []} | bad_target | empty list",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 99999999999} | bad_target | 9999"
      })
  void aBrokenRowCostsItself(String row, String code, String message) throws IOException {
    write("test.jsonl", GOOD + row + "\n" + GOOD);
    List<Item> items = builder(2).items(DocumentLimit.all());
    assertThat(items).hasSize(3);
    assertThat(items.get(0)).isInstanceOf(AskedItem.class);
    assertThat(items.get(2)).isInstanceOf(AskedItem.class);
    FailedItem failed = (FailedItem) items.get(1);
    assertThat(failed.task()).isEqualTo("colours");
    assertThat(failed.docId()).isEqualTo(1);
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.message()).contains(message);
  }

  @Test
  void aBrokenExampleSaysWhoseFaultItIs() throws IOException {
    write("test.jsonl", GOOD);
    write("dev.jsonl", GOOD + GOOD.replace("\"label\": 0", "\"label\": 5"));
    assertThat(builder(1).items(DocumentLimit.all()).get(0)).isInstanceOf(AskedItem.class);
    FailedItem failed = (FailedItem) builder(2).items(DocumentLimit.all()).get(0);
    assertThat(failed.code()).isEqualTo("broken_shot");
    assertThat(failed.message())
        .startsWith("document 1 of the pool of examples cannot be one: bad_target: ");
  }

  @Test
  void aPoolThatIsTooSmallIsAnErrorOfTheTask() throws IOException {
    write("test.jsonl", GOOD);
    assertThatThrownBy(() -> builder(3))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("3 shots cannot be taken for task colours")
        .hasMessageContaining("has 2 documents, and 3 are needed");
  }

  @Test
  void everyFileReadIsNamedOnceAndTextIsNoTemplate() throws IOException {
    write("test.jsonl", GOOD.replace("sky", "{{label}} {% x %}") + GOOD);
    ItemBuilder builder = builder(1);
    assertThat(builder.documents()).isEqualTo(2);
    assertThat(builder.files())
        .extracting(DataFile::path)
        .containsExactly(
            folder.resolve("test.jsonl").toString(), folder.resolve("dev.jsonl").toString());
    AskedItem item = (AskedItem) builder.items(new DocumentLimit(1)).get(0);
    assertThat(((Request.Choices) item.request()).choices().get(0).context().text())
        .isEqualTo("sky -> blue\n\n{{label}} {% x %} ->");
  }
}
