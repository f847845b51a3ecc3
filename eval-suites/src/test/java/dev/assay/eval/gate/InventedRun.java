package dev.assay.eval.gate;

import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** A run of scored items, made without a model. */
final class InventedRun {
  static final MetricDefinition ACC = new MetricDefinition("acc", "mean", true, Map.of());
  private static final FilterDefinition NONE =
      new FilterDefinition(FilterDefinition.NONE, List.of());

  private final Map<String, ScoredTask> tasks = new LinkedHashMap<>();
  private final List<TaskGroup> groups = new ArrayList<>();
  private final String name;
  private int numericsVersion = 1;

  InventedRun(String name) {
    this.name = name;
  }

  /** A run of one task of right and wrong answers. */
  static ComparedSide of(String name, String task, boolean[] right) {
    return new InventedRun(name).accuracy(task, right).side();
  }

  InventedRun accuracy(String task, boolean[] right) {
    return values(task, ACC, right.length, i -> new ItemValue.Number(right[i] ? 1 : 0));
  }

  InventedRun values(
      String task, MetricDefinition metric, int items, IntFunction<ItemValue> value) {
    return task(specification(task, "1", "data", metric), items, value, i -> "p" + i, Map.of());
  }

  /** An item without a value failed. */
  InventedRun task(
      TaskSpecification task,
      int items,
      IntFunction<ItemValue> value,
      IntFunction<String> prompt,
      Map<Integer, Map<String, String>> traits) {
    List<AnsweredItem> answered = new ArrayList<>();
    List<List<ItemScores>> scores = new ArrayList<>();
    String metric = task.scoring().metrics().get(0).metric();
    for (int i = 0; i < items; i++) {
      ItemValue one = value.apply(i);
      double likelihood = one == null ? 0 : -1 - one.value();
      answered.add(
          new AnsweredItem(
              task.name(),
              i,
              prompt.apply(i),
              new Reference.RightChoices(List.of(0), List.of(), traits.getOrDefault(i, Map.of())),
              one == null
                  ? new Response.Failure("too_long", "the prompt is too long")
                  : new Response.Choices(
                      List.of(
                          new Response.ChoiceScore(likelihood, false, 1, 1, 1),
                          new Response.ChoiceScore(-1.5, false, 1, 1, 1)),
                      List.of()),
              false));
      scores.add(
          one == null
              ? List.of()
              : List.of(
                  new ItemScores(
                      FilterDefinition.NONE,
                      List.of(),
                      List.of(new MetricValue(metric, one)),
                      0,
                      0)));
    }
    tasks.put(task.name(), new ScoredTask(task, answered, scores, List.of()));
    return this;
  }

  static TaskSpecification specification(
      String name, String version, String data, MetricDefinition metric) {
    return new TaskSpecification(
        name,
        name,
        version,
        "f" + version,
        0,
        1_000_000,
        List.of(new DataFile("data.jsonl", data, 1)),
        new ScoringDefinition(OutputType.MULTIPLE_CHOICE, List.of(NONE), List.of(metric), null));
  }

  InventedRun group(String group, String... members) {
    groups.add(
        new TaskGroup(
            group,
            group,
            "1",
            List.of(members),
            List.of(members),
            List.of(new TaskGroup.AggregateMetric("acc", List.of(), true))));
    return this;
  }

  InventedRun numericsVersion(int version) {
    numericsVersion = version;
    return this;
  }

  ComparedSide side() {
    return side(List.copyOf(tasks.values()));
  }

  /** The same with tasks and items in another order. */
  ComparedSide shuffled(long seed) {
    Random random = new Random(seed);
    List<ScoredTask> shuffled = new ArrayList<>();
    for (ScoredTask task : tasks.values()) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < task.items().size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      shuffled.add(
          new ScoredTask(
              task.task(),
              order.stream().map(task.items()::get).toList(),
              order.stream().map(task.itemScores()::get).toList(),
              List.of()));
    }
    Collections.shuffle(shuffled, random);
    return side(shuffled);
  }

  private ComparedSide side(List<ScoredTask> scored) {
    RunSpecification run =
        new RunSpecification(
            "model " + name,
            "tokenizer",
            numericsVersion,
            null,
            scored.stream().map(ScoredTask::task).toList(),
            groups,
            0,
            "shots",
            8192,
            2,
            "sequential",
            1234,
            null,
            false,
            false);
    return new ComparedSide(
        "results/" + name, name, "none", new RunScores(run, scored, List.of()), List.of());
  }

  /** As many right as both have, then wins of the first, losses, and what both have wrong. */
  static boolean[] right(int items, int wins, int losses, boolean candidate) {
    boolean[] right = new boolean[items];
    int both = (items - wins - losses) / 2;
    for (int i = 0; i < items; i++) {
      right[i] =
          i < both
              || candidate && i < both + wins
              || !candidate && i >= both + wins && i < both + wins + losses;
    }
    return right;
  }
}
