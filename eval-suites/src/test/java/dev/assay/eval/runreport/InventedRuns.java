package dev.assay.eval.runreport;

import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.TaskSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs of answers without sense, made without a model. */
final class InventedRuns {
  static final String HOSTILE =
      "</script><img src=x onerror=alert(1)> \u202egnp.exe \u0000 \u05d0\u05d1 \ud800";

  private static final FilterDefinition NONE =
      new FilterDefinition(FilterDefinition.NONE, List.of());

  private InventedRuns() {}

  /**
   * Two choice tasks of one group, one of which the paper has, and a task of texts.
   *
   * @param items of each
   */
  static ReportedRun of(String name, int items, long seed) {
    Random random = new Random(seed);
    List<AnsweredItem> answers = new ArrayList<>();
    for (String task : List.of("mmlu_anatomy", "mmlu_virology", "piqa")) {
      for (int i = 0; i < items; i++) {
        answers.add(choices(task, i, random));
      }
    }
    for (int i = 0; i < items; i++) {
      answers.add(text(i, random));
    }
    List<TaskSpecification> tasks =
        List.of(
            choiceTask("mmlu_anatomy", items),
            choiceTask("mmlu_virology", items),
            choiceTask("piqa", items),
            new TaskSpecification(
                "gsm8k",
                "gsm8k",
                "3",
                "f",
                5,
                items,
                List.of(new DataFile("gsm8k.jsonl", "sha", items)),
                new ScoringDefinition(
                    OutputType.GENERATE_UNTIL,
                    List.of(NONE),
                    List.of(new MetricDefinition("exact_match", "mean", true, Map.of())),
                    null)));
    List<String> members = List.of("mmlu_anatomy", "mmlu_virology");
    RunSpecification specification =
        new RunSpecification(
            "model " + name,
            "tokenizer",
            1,
            null,
            tasks,
            List.of(
                new TaskGroup(
                    "mmlu",
                    "mmlu",
                    "2",
                    members,
                    members,
                    List.of(new TaskGroup.AggregateMetric("acc", List.of(), true)))),
            0,
            "SHOTS",
            2048,
            2,
            "SEQUENTIAL",
            1234,
            null,
            false,
            false);
    RunScores scores = RunScores.of(specification, answers);
    return new ReportedRun(
        name,
        new ComparedSide("results/r" + name, "/models/" + name, "none", scores, List.of()),
        new RunFacts(
            "r" + name,
            "2026-01-02T03:04:05Z",
            "/models/" + name,
            "recurrent_gemma",
            "f".repeat(64),
            "e".repeat(64),
            "none",
            1,
            "vector-512",
            "1.0",
            "4.1.0",
            "17.0.1",
            scores.items(),
            scores.failed(),
            scores.truncated(),
            1000,
            4000,
            12.5),
        List.of(new ItemKey("gsm8k", 1)),
        List.of(
            new RunReport.Sharing("mmlu", 400, 2000),
            new RunReport.Sharing("piqa", 400, 1000),
            new RunReport.Sharing("gsm8k", 200, 1000)));
  }

  private static TaskSpecification choiceTask(String name, int items) {
    return new TaskSpecification(
        name,
        name,
        "1",
        "f",
        0,
        items,
        List.of(new DataFile(name + ".jsonl", "sha", items)),
        new ScoringDefinition(
            OutputType.MULTIPLE_CHOICE,
            List.of(NONE),
            List.of(
                new MetricDefinition("acc", "mean", true, Map.of()),
                new MetricDefinition("acc_norm", "mean", true, Map.of())),
            null));
  }

  /** Document 3 of each task fails, document 4 has a tie, document 5 a shortened prompt. */
  private static AnsweredItem choices(String task, int docId, Random random) {
    double[] likelihoods = {
      -5 * random.nextDouble(), -5 * random.nextDouble(), -5 * random.nextDouble()
    };
    if (docId == 4) {
      likelihoods[0] = -0.25;
      likelihoods[1] = -0.25;
    }
    List<Response.ChoiceScore> choices = new ArrayList<>();
    for (double likelihood : likelihoods) {
      choices.add(new Response.ChoiceScore(likelihood, false, 1, 3, 3));
    }
    return new AnsweredItem(
        task,
        docId,
        "prompt " + docId,
        new Reference.RightChoices(
            List.of(docId % 3),
            List.of(),
            Map.of("category", docId % 2 == 0 ? "even" : "odd " + HOSTILE)),
        docId == 3
            ? new Response.Failure("too_long", "the prompt is too long " + HOSTILE)
            : new Response.Choices(choices, List.of()),
        docId == 5);
  }

  /** Document 0 is hostile, document 2 long. */
  private static AnsweredItem text(int docId, Random random) {
    String text =
        docId == 0
            ? HOSTILE
            : docId == 2 ? "word ".repeat(20_000) : String.valueOf(random.nextInt(2));
    return new AnsweredItem(
        "gsm8k",
        docId,
        "question " + docId,
        new Reference.RightTexts(List.of("1")),
        new Response.Completions(List.of(text)),
        false);
  }
}
