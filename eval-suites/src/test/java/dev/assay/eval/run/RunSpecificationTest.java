package dev.assay.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Ids of runs are made from this text: a run without a newer feature keeps the id it always had.
 */
class RunSpecificationTest {
  @Test
  void whatARunDoesNotHaveIsNoPartOfItsId() {
    RunSpecification plain = specification(null, null, List.of());
    RunSpecification quantized = specification("int8", null, List.of());
    RunSpecification asked = specification(null, "Chat", List.of());
    assertThat(plain.json())
        .isEqualTo(
            "{\"begin\":2,\"fewShotSampling\":\"SEQUENTIAL\",\"groups\":[],\"limit\":0.0,"
                + "\"maxLength\":8192,\"modelFingerprint\":\"m\",\"numericsVersion\":1,"
                + "\"prompts\":false,\"seed\":1234,\"tasks\":[],\"tokenLogProbabilities\":false,"
                + "\"tokenizerFingerprint\":\"t\",\"truncation\":\"SHOTS\"}");
    assertThat(quantized.json()).contains(",\"quantization\":\"int8\",");
    assertThat(asked.json()).contains(",\"chat\":\"Chat\",");
    assertThat(List.of(plain.runId(), quantized.runId(), asked.runId())).doesNotHaveDuplicates();
    for (RunSpecification one : List.of(plain, quantized, asked)) {
      assertThat(RunSpecification.parse(one.json())).isEqualTo(one);
    }
  }

  /** All that scores are made of is stored with the run. */
  @Test
  void howAnswersAreScoredIsPartOfIt() {
    ScoringDefinition scoring =
        new ScoringDefinition(
            OutputType.GENERATE_UNTIL,
            List.of(
                new FilterDefinition(
                    "strict", List.of(new FilterDefinition.Step("take_first", Map.of())))),
            List.of(
                new MetricDefinition(
                    "exact_match", "mean", true, Map.of("ignore_case", BooleanNode.TRUE))),
            null);
    RunSpecification run =
        specification(
            null,
            null,
            List.of(
                new TaskSpecification(
                    "gsm8k",
                    "gsm8k",
                    "3.0",
                    "f",
                    5,
                    1319,
                    List.of(new DataFile("gsm8k/test.jsonl", "s", 1319)),
                    scoring)));
    RunSpecification read = RunSpecification.parse(run.json());
    assertThat(read).isEqualTo(run);
    assertThat(read.runId()).isEqualTo(run.runId());
    assertThat(read.tasks().get(0).scoring()).isEqualTo(scoring);
  }

  @Test
  void whatIsNoSpecificationIsRefused() {
    assertThatThrownBy(
            () -> RunSpecification.parse("{\"tasks\": [], \"groups\": [], \"limits\": 1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limits");
    String sound = specification(null, null, List.of()).json();
    for (String text : List.of("null", "null" + sound, sound + "}", "")) {
      assertThatThrownBy(() -> RunSpecification.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s).+");
    }
  }

  private static RunSpecification specification(
      String quantization, String chat, List<TaskSpecification> tasks) {
    return new RunSpecification(
        "m",
        "t",
        1,
        quantization,
        tasks,
        List.of(),
        0,
        "SHOTS",
        8192,
        2,
        "SEQUENTIAL",
        1234,
        chat,
        false,
        false);
  }
}
