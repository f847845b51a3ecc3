package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskTexts;
import dev.assay.eval.testing.HarnessGoldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptBuilderTest {
  private static final String GOOD =
      "{\"question\": \"sky\", \"choices\": [\" blue \", \"red\"], \"label\": 0}\n";
  private static final String SHOT =
      "{\"question\": \"s%d\", \"choices\": [\"no\", \" yes%d \"], \"label\": \"B\"}\n";

  private final TaskDefinition colours =
      TaskTexts.parse(
          TaskTexts.COMPLETE
              .replace("target: gold", "target: label")
              .replace(
                  "    - name: gold\n      template: \"{{label}}\"\n      type: integer\n", ""));

  @TempDir Path root;

  @BeforeEach
  void shots() throws IOException {
    write("dev.jsonl", SHOT.formatted(0, 0) + SHOT.formatted(1, 1) + SHOT.formatted(2, 2));
  }

  @Test
  void aPromptIsDescriptionShotsAndQuestion() throws IOException {
    write("test.jsonl", GOOD);
    MultipleChoiceItem item = (MultipleChoiceItem) items(2).get(0);
    assertThat(item.context()).isEqualTo("Colours.\n\ns0 ->  yes0\n---\ns1 ->  yes1\n---\nsky ->");
    assertThat(item.continuations()).containsExactly("  blue", "  red");
    assertThat(item.choices()).containsExactly("blue", "red");
    assertThat(item.target()).isZero();
    assertThat(item.document().get("answers").toString()).isEqualTo("[\"blue\",\"red\"]");
    assertThat(item.pieces().context(1)).isEqualTo("Colours.\n\ns1 ->  yes1\n---\nsky ->");
    assertThat(item.pieces().context(2)).isEqualTo("Colours.\n\nsky ->");
  }

  @Test
  void everyFileReadIsNamedOnce() throws IOException {
    write("test.jsonl", GOOD + GOOD);
    PromptBuilder builder = builder(1);
    assertThat(builder.documents()).isEqualTo(2);
    assertThat(builder.files())
        .extracting(DataFile::path)
        .containsExactly("colours/test.jsonl", "colours/dev.jsonl");
    assertThat(builder(0).files()).extracting(DataFile::path).containsExactly("colours/test.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"question\": \"q\", \"choices\": [\"a\"], | broken_row | not JSON",
        "[] | broken_row | no JSON object",
        "{\"choices\": [\"a\"], \"label\": 0} | missing_field | question",
        "{\"question\": null, \"choices\": [\"a\"], \"label\": 0} | missing_field | question",
        "{\"question\": [\"q\"], \"choices\": [\"a\"], \"label\": 0} | bad_field | [q]",
        "{\"question\": {\"q\": 1}, \"choices\": [\"a\"], \"label\": 0} | bad_field | {q=1}",
        "{\"question\": true, \"choices\": [\"a\"], \"label\": 0} | bad_field | true",
        "{\"question\": 1.5, \"choices\": [\"a\"], \"label\": 0} | bad_field | 1.5",
        "{\"question\": \"q\", \"label\": 0} | bad_choices | choices holds no list of choices: missing",
        "{\"question\": \"q\", \"choices\": null, \"label\": 0} | bad_choices | null",
        "{\"question\": \"q\", \"choices\": [], \"label\": 0} | bad_choices | []",
        "{\"question\": \"q\", \"choices\": \"ab\", \"label\": 0} | bad_choices | \"ab\"",
        "{\"question\": \"q\", \"choices\": [\"a\", 7], \"label\": 0} | bad_choices | 7",
        "{\"question\": \"q\", \"choices\": [\"a\", null], \"label\": 0} | bad_choices | null",
        "{\"question\": \"q\", \"choices\": [\"a\"]} | bad_target | label is missing",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": null} | bad_target | null",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 1} | bad_target | there are 1 choices",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": -1} | bad_target | -1",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 0.0} | bad_target | 0.0",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": \"\"} | bad_target | \"\"",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": \"B\"} | bad_target | \"B\"",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": \"a\"} | bad_target | \"a\"",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": [0]} | bad_target | [0]",
        "{\"question\": \"q\", \"choices\": [\"a\"], \"label\": 99999999999} | bad_target | 9999"
      })
  void aBrokenRowCostsItself(String row, String code, String message) throws IOException {
    write("test.jsonl", GOOD + row + "\n" + GOOD);
    List<Item> items = items(2);
    assertThat(items).hasSize(3);
    assertThat(items.get(0)).isInstanceOf(MultipleChoiceItem.class);
    assertThat(items.get(2)).isInstanceOf(MultipleChoiceItem.class);
    assertThat(items.get(1))
        .isInstanceOfSatisfying(
            FailedItem.class,
            failed -> {
              assertThat(failed.docId()).isEqualTo(1);
              assertThat(failed.task()).isEqualTo("colours");
              assertThat(failed.errorCode()).isEqualTo(code);
              assertThat(failed.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "'\"1\"', 1", "'\" 0 \"', 0", "'\"A\"', 0", "'\"B\"', 1"})
  void targetsAreNumbersDigitsOrLetters(String label, int target) throws IOException {
    write("test.jsonl", GOOD.replace("\"label\": 0", "\"label\": " + label));
    assertThat(((MultipleChoiceItem) items(0).get(0)).target()).isEqualTo(target);
  }

  @Test
  void textInADocumentIsNoTemplate() throws IOException {
    write("test.jsonl", GOOD.replace("sky", "{{label}} & <b> {{#strip}}"));
    assertThat(((MultipleChoiceItem) items(0).get(0)).context())
        .isEqualTo("Colours.\n\n{{label}} & <b> {{#strip}} ->");
  }

  @Test
  void aTooShortListOfNumberedChoicesIsAMissingField() throws IOException {
    Files.createDirectories(root.resolve("mmlu/test"));
    Files.writeString(
        root.resolve("mmlu/test/anatomy.jsonl"),
        "{\"question\": \"q\", \"choices\": [\"a\", \"b\", \"c\"], \"answer\": 0}\n"
            + "{\"question\": \"q\", \"choices\": \"abcd\", \"answer\": 0}\n"
            + "{\"question\": \"q\", \"answer\": 0}\n");
    SelectedTask task =
        TaskCatalog.standard().select(List.of("mmlu_anatomy@0"), OptionalInt.empty()).get(0);
    assertThat(
            new PromptBuilder(task, data(), FewShotSampling.harness()).items(DocumentLimit.all()))
        .hasSize(3)
        .allSatisfy(
            item ->
                assertThat(item)
                    .isInstanceOfSatisfying(
                        FailedItem.class,
                        failed -> assertThat(failed.errorCode()).isEqualTo("missing_field")));
  }

  @Test
  void aBrokenShotSaysThatItIsOne() throws IOException {
    write("test.jsonl", GOOD);
    write("dev.jsonl", SHOT.formatted(0, 0) + "{\"question\": \"s1\"}\n");
    assertThat(items(2))
        .singleElement()
        .isInstanceOfSatisfying(
            FailedItem.class,
            failed -> {
              assertThat(failed.errorCode()).isEqualTo("broken_shot");
              assertThat(failed.message())
                  .startsWith("document 1 of the split 'dev' cannot be a shot: bad_choices: ");
            });
    assertThat(items(1)).singleElement().isInstanceOf(MultipleChoiceItem.class);
  }

  @Test
  void aPoolThatIsTooSmallIsRefused() throws IOException {
    write("test.jsonl", GOOD);
    assertThatThrownBy(() -> builder(4))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("4 shots cannot be taken for task colours")
        .hasMessageContaining("its split 'dev' has 3 documents, and 4 are needed")
        .hasMessageContaining("colours@0");
  }

  @Test
  void aMissingPoolIsNeededForShotsAlone() throws IOException {
    write("test.jsonl", GOOD);
    Files.delete(root.resolve("colours/dev.jsonl"));
    assertThat(items(0)).hasSize(1);
    assertThatThrownBy(() -> builder(1)).hasMessageContaining("the dev split of task colours");
  }

  @Test
  void aLimitTakesTheFirstAndChangesNoDraw() throws IOException {
    write("test.jsonl", GOOD.repeat(7));
    assertThat(builder(0).items(new DocumentLimit(0.3))).hasSize(3);
    assertThat(builder(0).items(new DocumentLimit(2))).hasSize(2);
    SelectedTask piqa =
        TaskCatalog.standard().select(List.of("piqa@3"), OptionalInt.empty()).get(0);
    PromptBuilder builder =
        new PromptBuilder(piqa, HarnessGoldens.data(), FewShotSampling.harness());
    List<Item> all = builder.items(DocumentLimit.all());
    assertThat(builder.items(new DocumentLimit(5))).isEqualTo(all.subList(0, 5));
  }

  /** Pools that are the evaluated split, with rows that occur several times. */
  @ParameterizedTest
  @CsvSource({"piqa_own, random, validation", "piqa_first, first_n, validation"})
  void theQuestionAndItsCopiesAreNoShotsAsInTheHarness(String name, String sampler, String split) {
    TaskDefinition task =
        TaskTexts.parse(
            """
            name: %s
            version: "1.0"
            source:
              dataset: made
              licence: none
              homepage: none
              evaluated: validation
              files: {validation: [{documents: piqa/validation.jsonl}]}
            prompt:
              question: "Question: {{goal}}\\nAnswer:"
              choices: ["{{sol1}}", "{{sol2}}"]
              target: label
            few_shot: {split: %s, sampler: %s, excludes_question: true, default_shots: 4}
            metrics:
              - {metric: acc, higher_is_better: true}
              - {metric: acc_norm, higher_is_better: true}
              - {metric: acc_bytes, higher_is_better: true}
            """
                .formatted(name, split, sampler));
    List<Item> items =
        new PromptBuilder(
                new SelectedTask(task, 4), HarnessGoldens.data(), FewShotSampling.harness())
            .items(DocumentLimit.all());
    List<JsonNode> golden = new ArrayList<>();
    HarnessGoldens.lines("shots/samples_" + name + "_golden.jsonl")
        .forEach(line -> golden.add(HarnessGoldens.parse(line)));
    assertThat(items).hasSameSizeAs(golden);
    for (int i = 0; i < golden.size(); i++) {
      MultipleChoiceItem item = (MultipleChoiceItem) items.get(i);
      JsonNode first = golden.get(i).get("arguments").get("gen_args_0");
      assertThat(item.context()).isEqualTo(first.get("arg_0").textValue());
      assertThat(item.continuations().get(0)).isEqualTo(first.get("arg_1").textValue());
      ItemMetrics metrics = Scoring.metrics(HarnessGoldens.outcome(item, golden.get(i)));
      assertThat(metrics.acc()).isEqualTo(golden.get(i).get("acc").doubleValue());
      assertThat(metrics.accNorm()).isEqualTo(golden.get(i).get("acc_norm").doubleValue());
      assertThat(metrics.accBytes()).isEqualTo(golden.get(i).get("acc_bytes").doubleValue());
    }
  }

  private List<Item> items(int shots) {
    return builder(shots).items(DocumentLimit.all());
  }

  private PromptBuilder builder(int shots) {
    return new PromptBuilder(new SelectedTask(colours, shots), data(), FewShotSampling.harness());
  }

  private DataFolder data() {
    return new DataFolder(root, List.of(new JsonLinesReader()));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve("colours"));
    Files.writeString(root.resolve("colours/" + name), text);
  }
}
