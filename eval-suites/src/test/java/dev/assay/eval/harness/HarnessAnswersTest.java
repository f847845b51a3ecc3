package dev.assay.eval.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.harness.HarnessAnswer.LoggedResponse;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of the reference harness, and lines that are none. */
class HarnessAnswersTest {
  private static final String LOGGED =
      "{\"doc_id\": 3, \"target\": \"1\", \"prompt_hash\": \"abc\","
          + " \"resps\": [[[\"-1.25\", \"False\"]], [[\"-inf\", \"True\"]]]}\n";

  @TempDir private Path folder;

  @Test
  void samplesNameTheirTaskInTheFilesName() throws IOException {
    Path file = folder.resolve("samples_mmlu_moral_disputes_2026-11-26T17-44-03.123456.jsonl");
    Files.writeString(file, LOGGED);
    assertThat(HarnessAnswers.read(file))
        .containsExactly(
            new HarnessAnswer(
                "mmlu_moral_disputes",
                3,
                1,
                "abc",
                List.of(
                    new LoggedResponse(-1.25, false),
                    new LoggedResponse(Double.NEGATIVE_INFINITY, true))));
  }

  @Test
  void linesMayNameTheirTaskAndBeCompressed() throws IOException {
    Path file = folder.resolve("answers.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("{\"task\": \"piqa\", \"results\": {\"acc,none\": 0.5}}\n"
                  + "{\"task\": \"piqa\", \"doc_id\": 0, \"target\": 0, \"context\": \"Why?\","
                  + " \"resps\": [[-2.5, false], [-3, true]]}\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(HarnessAnswers.read(file))
        .containsExactly(
            new HarnessAnswer(
                "piqa",
                0,
                0,
                Sha256.of("Why?"),
                List.of(new LoggedResponse(-2.5, false), new LoggedResponse(-3, true))));
  }

  @Test
  void lengthsAreThoseOfAnotherAnswerToTheQuestion() {
    HarnessAnswer answer =
        new HarnessAnswer(
            "piqa",
            0,
            1,
            "abc",
            List.of(new LoggedResponse(-2.5, false), new LoggedResponse(-3, true)));
    AnsweredItem other =
        new AnsweredItem(
            "piqa",
            0,
            "def",
            new Reference.RightChoices(List.of(1), List.of("a", "b")),
            new Response.Choices(List.of(new ChoiceScore(-1, true, 4, 12, 13)), List.of()),
            true);
    AnsweredItem beside = answer.besides(other);
    assertThat(beside.promptDigest()).isEqualTo("abc");
    assertThat(beside.reference())
        .isEqualTo(new Reference.RightChoices(List.of(1), List.of("a", "b")));
    assertThat(((Response.Choices) beside.response()).choices())
        .containsExactly(
            new ChoiceScore(-2.5, false, 4, 12, 13), new ChoiceScore(-3, true, 0, 0, 0));
    assertThat(((Response.Choices) answer.besides(null).response()).choices()).hasSize(2);
  }

  /** WinoGrande's log has the end of the sentence there, others the text of the right choice. */
  @Test
  void whatIsRightIsTheQuestionsWhereTheLogHasNoIndex() throws IOException {
    Path file = folder.resolve("samples_winogrande_2026-11-26T17-44-03.123456.jsonl");
    Files.writeString(file, LOGGED.replace("\"1\"", "\"was late.\""));
    HarnessAnswer answer = HarnessAnswers.read(file).get(0);
    assertThat(answer.target()).isNull();
    Reference right = new Reference.RightChoices(List.of(1), List.of("Ada", "Bruno"));
    AnsweredItem other =
        new AnsweredItem(
            "winogrande", 3, "def", right, new Response.Choices(List.of(), List.of()), false);
    assertThat(answer.besides(other).reference()).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"doc_id\": 1, \"target\": 0, \"resps\": [[-1, true]]}; it has no 'task'",
        "{\"task\": \"piqa\", \"doc_id\": 1, \"target\": 0}; it has no 'resps'",
        "{\"task\": \"piqa\", \"doc_id\": \"x\", \"target\": 0, \"resps\": [[-1, true]]};"
            + " its 'doc_id' is \"x\", no integer",
        "{\"task\": \"piqa\", \"doc_id\": 1, \"resps\": [[-1, true]]}; it has no 'target'",
        "{\"task\": \"piqa\", \"doc_id\": 1, \"target\": 0, \"resps\": [[\"text\"]]};"
            + " no log-likelihood and greedy flag",
        "{\"task\": \"piqa\", \"doc_id\": 1, \"target\": 0, \"resps\": [[\"one\", true]]}; one",
        "{\"task\": \"piqa\"}; no line up to it has a doc_id",
        "nonsense; the line is not JSON"
      })
  void whatIsNoLogIsSaidByFileAndRow(String lineAndProblem) throws IOException {
    int cut = lineAndProblem.lastIndexOf(";");
    Path file = folder.resolve("log.jsonl");
    Files.writeString(file, lineAndProblem.substring(0, cut) + "\n");
    assertThatThrownBy(() -> HarnessAnswers.read(file))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("row 1 of the reference " + file)
        .hasMessageContaining(lineAndProblem.substring(cut + 1).strip());
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> HarnessAnswers.read(folder.resolve("none.jsonl")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("cannot read the reference");
  }
}
