package dev.assay.eval.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.instruction.InstructionChecks;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.outcome.InstructionList;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.GenerationPromptBuilder;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Filters and metrics of the reference harness, completion by completion. */
class CompletionScoringTest {
  private static final double NUMPY = 1e-12;

  private static GenerationTask task(String name) {
    return TaskCatalog.standard().generationTasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> goldens(String name) {
    return HarnessGoldens.lines("generation/" + name).stream().map(HarnessGoldens::parse).toList();
  }

  private static List<GenerationItem> items(String name, int count) {
    DataFolder data =
        new DataFolder(SharedFolder.path("data/general"), List.of(new JsonLinesReader()));
    return new GenerationPromptBuilder(
            new SelectedGenerationTask(task(name), 0), data, FewShotSampling.harness())
        .items(new DocumentLimit(count)).stream().map(GenerationItem.class::cast).toList();
  }

  /** Stored and read back, as a table would hold it. */
  private static CompletionOutcome outcome(
      String task, int docId, Reference is, String completion) {
    Reference stored = Reference.parse(is.json());
    return new CompletionOutcome(task, docId, stored, completion, null, false);
  }

  @Test
  void inventedCompletionsAreFilteredAndScoredAsTheHarnessDoes() {
    List<JsonNode> goldens = goldens("completions.jsonl");
    assertThat(goldens).hasSize(360);
    for (JsonNode golden : goldens) {
      String name = golden.get("task").textValue();
      JsonNode answer = golden.get("document").get("answer");
      List<String> right = new ArrayList<>();
      if (answer.isTextual()) {
        right.add(answer.textValue());
      } else {
        (answer.isArray() ? answer : answer.get("aliases")).forEach(a -> right.add(a.textValue()));
      }
      CompletionOutcome outcome =
          outcome(name, 0, new RightAnswers(right), golden.get("completion").textValue());
      List<FilteredCompletion> filtered = new CompletionScoring(task(name)).filtered(outcome);
      assertThat(filtered).hasSize(golden.get("filters").size());
      for (FilteredCompletion one : filtered) {
        JsonNode wanted = golden.get("filters").get(one.filter());
        assertThat(one.answer()).as("%s", golden).isEqualTo(wanted.get("answer").textValue());
        assertThat(one.values().get(0).sum())
            .as("%s %s", one.filter(), golden)
            .isEqualTo(wanted.get("exact_match").doubleValue());
      }
    }
  }

  @Test
  void completionsOfRealDocumentsAreFilteredAndScoredAsTheHarnessDoes() {
    for (JsonNode golden : goldens("real_completions.jsonl")) {
      String name = golden.get("task").textValue();
      CompletionScoring scoring = new CompletionScoring(task(name));
      Map<String, StringBuilder> values = new HashMap<>();
      List<String> answers = new ArrayList<>();
      for (GenerationItem item : items(name, golden.get("documents").intValue())) {
        List<String> right = ((RightAnswers) item.reference()).texts();
        String first = right.get(0);
        String last = right.get(right.size() - 1);
        if (name.equals("gsm8k")) {
          first = first.substring(first.lastIndexOf("#### ") + 5);
          last = first;
        }
        for (JsonNode template : golden.get("completions")) {
          String completion =
              template.textValue().replace("{first}", first).replace("{last}", last);
          CompletionOutcome outcome = outcome(name, item.docId(), item.reference(), completion);
          for (FilteredCompletion one : scoring.filtered(outcome)) {
            answers.add(one.answer());
            values
                .computeIfAbsent(one.filter(), filter -> new StringBuilder())
                .append((int) one.values().get(0).sum());
          }
        }
      }
      assertThat(values).hasSize(golden.get("values").size());
      values.forEach(
          (filter, bits) ->
              assertThat(bits.toString()).isEqualTo(golden.get("values").get(filter).textValue()));
      assertThat(Sha256.of(String.join("\0", answers)))
          .isEqualTo(golden.get("answers").textValue());
    }
  }

  /** Without the two prompts whose letter the harness draws. */
  @Test
  void ifevalScoresOfEveryRealPromptAreTheHarnesss() {
    CompletionScoring scoring = new CompletionScoring(task("ifeval"));
    List<GenerationItem> items =
        items("ifeval", Integer.MAX_VALUE).stream()
            .filter(item -> !drawsItsLetter((InstructionList) item.reference()))
            .toList();
    for (JsonNode golden : goldens("ifeval.jsonl")) {
      assertThat(items).hasSize(golden.get("documents").intValue());
      String response = golden.get("response").textValue();
      StringBuilder bits = new StringBuilder();
      for (GenerationItem item : items) {
        InstructionChecks checks = InstructionChecks.of((InstructionList) item.reference());
        checks.strict(response).forEach(follows -> bits.append(follows ? '1' : '0'));
        checks.loose(response).forEach(follows -> bits.append(follows ? '1' : '0'));
      }
      assertThat(Sha256.of(bits.toString())).as(response).isEqualTo(golden.get("bits").textValue());
      List<CompletionOutcome> outcomes =
          items.stream()
              .map(item -> outcome("ifeval", item.docId(), item.reference(), response))
              .toList();
      for (FilterScore score : scoring.scores(outcomes)) {
        assertThat(score.score().value())
            .as("%s of %s", score.score().metric(), response)
            .isCloseTo(golden.get(score.score().metric()).doubleValue(), within(NUMPY));
      }
    }
  }

  private static boolean drawsItsLetter(InstructionList list) {
    return list.instructions().stream()
        .anyMatch(one -> !one.arguments().path("letter").asText().matches("[a-z]?"));
  }

  @Test
  void aScoreHasMeanStandardErrorAndWhatFailed() {
    CompletionScoring scoring = new CompletionScoring(task("gsm8k"));
    RightAnswers right = new RightAnswers(List.of("Steps.\n#### 7"));
    List<FilterScore> scores =
        scoring.scores(
            List.of(
                outcome("gsm8k", 0, right, " So 7.\n#### 7"),
                outcome("gsm8k", 1, right, " It is 7"),
                new CompletionOutcome("gsm8k", 2, null, null, "too_long", false),
                outcome("gsm8k", 3, right, " #### 8")));
    assertThat(scores)
        .extracting(FilterScore::filter)
        .containsExactly("strict-match", "flexible-extract");
    TaskScore strict = scores.get(0).score();
    assertThat(strict.metric()).isEqualTo("exact_match");
    assertThat(strict.n()).isEqualTo(3);
    assertThat(strict.failed()).isEqualTo(1);
    assertThat(strict.value()).isCloseTo(1.0 / 3, within(NUMPY));
    assertThat(strict.standardError()).isCloseTo(1.0 / 3, within(NUMPY));
    assertThat(scores.get(1).score().value()).isCloseTo(2.0 / 3, within(NUMPY));
  }

  @Test
  void codeIsStoredAndNotScored() {
    assertThat(new CompletionScoring(task("humaneval")).scores(List.of())).isEmpty();
  }

  @Test
  void anotherTasksReferenceIsRefused() {
    CompletionScoring scoring = new CompletionScoring(task("ifeval"));
    CompletionOutcome outcome = outcome("gsm8k", 0, new RightAnswers(List.of("7")), "7");
    assertThatThrownBy(() -> scoring.filtered(outcome))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another task's reference");
  }
}
