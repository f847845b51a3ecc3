package dev.assay.eval.runreport;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Map;

/**
 * All that the page says. As JSON it is what docs/run-report.schema.json describes.
 *
 * @param runs in the order of columns
 * @param baseline index of the run that the others are held against; null of one run
 * @param scores in the order that the harness prints, a line per metric and filter
 * @param paper rows of a published table of which a run has a score
 * @param parts of tasks, by traits of their prompts
 * @param items that somebody should look at, by run and reason
 * @param notMeasured what is missing, in words
 */
public record RunReport(
    List<Run> runs,
    Integer baseline,
    List<Score> scores,
    List<Paper> paper,
    List<Part> parts,
    List<ItemList> items,
    List<String> notMeasured) {
  public RunReport {
    runs = List.copyOf(runs);
    scores = List.copyOf(scores);
    paper = List.copyOf(paper);
    parts = List.copyOf(parts);
    items = List.copyOf(items);
    notMeasured = List.copyOf(notMeasured);
  }

  /** With prompts of a run's items, where they are known. */
  public RunReport withPrompts(int run, Map<ItemKey, String> prompts) {
    List<ItemList> lists =
        items.stream().map(list -> list.run() == run ? list.withPrompts(prompts) : list).toList();
    return new RunReport(runs, baseline, scores, paper, parts, lists, notMeasured);
  }

  /** Which items of a run are listed. */
  public List<ItemKey> listed(int run) {
    return items.stream()
        .filter(list -> list.run() == run)
        .flatMap(list -> list.items().stream())
        .map(item -> new ItemKey(item.task(), item.docId()))
        .distinct()
        .toList();
  }

  /**
   * A run.
   *
   * @param name by which the report calls it
   * @param place folder of its tables and its id
   * @param facts what its row of the table {@code runs} says
   * @param settings what its id is made of besides the model and the tasks
   * @param sharing tokens of its outermost tasks and groups
   */
  public record Run(
      String name, String place, RunFacts facts, Settings settings, List<Sharing> sharing) {
    public Run {
      sharing = List.copyOf(sharing);
    }
  }

  /**
   * What a run was asked to do.
   *
   * @param limit of documents per task, a share below 1; 0 for all
   * @param maxLength tokens the model is given at most
   * @param chatTemplate whether prompts became conversations
   */
  public record Settings(
      double limit, String truncation, int maxLength, long seed, boolean chatTemplate) {}

  /**
   * What sharing the beginnings of prompts saved.
   *
   * @param computed tokens that went through the layers
   * @param withoutSharing tokens of one forward pass per distinct sequence read within an item
   */
  public record Sharing(String task, long computed, long withoutSharing) {
    /** How many times as many it would have been; NaN where nothing was computed. */
    double times() {
      return computed == 0 ? Double.NaN : (double) withoutSharing / computed;
    }
  }

  /**
   * A metric of a task or group after a filter.
   *
   * @param title as tables print the task's name
   * @param depth of groups around it
   * @param group whether it is a mean over tasks
   * @param shots solved examples; null where members or runs differ
   * @param higherIsBetter null where members do not agree
   * @param headline the metric that stands for the task where there is room for one
   * @param values one per run; null where it has none
   * @param differences one per run, from the baseline on the items that both have; null of the
   *     baseline, and where nothing is shared
   */
  public record Score(
      String task,
      String title,
      int depth,
      boolean group,
      String version,
      Integer shots,
      String metric,
      String filter,
      Boolean higherIsBetter,
      boolean headline,
      List<Value> values,
      List<Difference> differences) {}

  /**
   * What a run has of a metric.
   *
   * @param value NaN where no item was scored
   * @param interval of 95 %
   * @param intervalKind wilson, normal or resampled
   * @param n items scored
   * @param failed items that could not be scored, not in n
   */
  public record Value(
      double value,
      double stderr,
      Interval interval,
      String intervalKind,
      long n,
      long failed,
      long truncated,
      long ties) {}

  /**
   * Two runs on the items that both answered, prompt for prompt.
   *
   * @param value the run's mean over these
   * @param baseline the other's
   * @param difference the first less the second
   * @param wins items on which the run is better
   * @param p of the exact sign test of wins and losses, two-sided
   * @param leftOut items that one of them lacks, failed on or was asked otherwise
   */
  public record Difference(
      double value,
      double baseline,
      double difference,
      Interval interval,
      int items,
      int wins,
      int losses,
      double p,
      int leftOut) {}

  /**
   * A row of table 2 of the RecurrentGemma paper: never pass or fail.
   *
   * @param documents of the whole split
   * @param published of 1, by the paper's models
   * @param values one per run; null where it has none
   */
  public record Paper(
      String benchmark,
      String setting,
      String task,
      String metric,
      String filter,
      long documents,
      Map<String, Double> published,
      List<PaperValue> values) {}

  /**
   * A run's score of the paper's benchmark.
   *
   * @param whole it is of all documents of the split that the field evaluates
   */
  public record PaperValue(double value, long n, boolean whole) {}

  /**
   * A part of a task's items.
   *
   * @param values one per run; null where it has none
   */
  public record Part(
      String task,
      String trait,
      String subset,
      String metric,
      String filter,
      boolean higherIsBetter,
      List<Value> values) {}

  /**
   * Items of a run that have one thing in common.
   *
   * @param run index of the run
   * @param found how many there are
   * @param items the foremost of them
   */
  public record ItemList(int run, ItemReason reason, int found, List<Item> items) {
    public ItemList {
      items = List.copyOf(items);
    }

    ItemList withPrompts(Map<ItemKey, String> prompts) {
      return new ItemList(
          run,
          reason,
          found,
          items.stream()
              .map(item -> item.withPrompt(prompts.get(new ItemKey(item.task(), item.docId()))))
              .toList());
    }
  }

  /**
   * An item.
   *
   * @param picked index of the most probable choice; null where there are no choices
   * @param right indices of right choices
   * @param probability of the picked choice among all choices; NaN where there are none
   * @param lead of the picked choice before the next one, in probability
   * @param rightProbability of the likelier right choice
   * @param error code and message of its failure; null where there is none
   * @param traits what is known of the prompt, e.g. its category
   * @param prompt null where it is not to be shown, or not stored
   * @param answers texts that the model wrote; empty where they are not to be shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String task,
      int docId,
      Integer picked,
      List<Integer> right,
      double probability,
      double lead,
      double rightProbability,
      String error,
      Map<String, String> traits,
      String prompt,
      List<String> answers) {
    Item withPrompt(String text) {
      return new Item(
          task,
          docId,
          picked,
          right,
          probability,
          lead,
          rightProbability,
          error,
          traits,
          text,
          answers);
    }
  }
}
