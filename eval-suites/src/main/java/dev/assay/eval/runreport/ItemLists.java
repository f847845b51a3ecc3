package dev.assay.eval.runreport;

import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.runreport.RunReport.Item;
import dev.assay.eval.runreport.RunReport.ItemList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The items of one run that somebody should look at. */
final class ItemLists {
  private static final double CONFIDENT = 0.5;
  private static final double UNSURE = 0.1;
  private static final Comparator<Item> IN_ORDER =
      Comparator.comparing(Item::task).thenComparingInt(Item::docId);

  private final ReportedRun run;
  private final ItemRule rule;
  private final Set<ItemKey> cut;
  private final Map<ItemReason, List<Item>> found = new EnumMap<>(ItemReason.class);

  private ItemLists(ReportedRun run, ItemRule rule) {
    this.run = run;
    this.rule = rule;
    this.cut = new HashSet<>(run.cut());
  }

  /**
   * One list per reason for which there are items.
   *
   * @param index of the run
   */
  static List<ItemList> of(int index, ReportedRun run, ItemRule rule) {
    ItemLists lists = new ItemLists(run, rule);
    run.side().scores().tasks().forEach(lists::add);
    List<ItemList> all = new ArrayList<>();
    lists.found.forEach(
        (reason, items) ->
            all.add(
                new ItemList(
                    index,
                    reason,
                    items.size(),
                    items.stream().sorted(order(reason)).limit(rule.most()).toList())));
    return all;
  }

  private static Comparator<Item> order(ItemReason reason) {
    return switch (reason) {
      case WRONG_AND_CONFIDENT ->
          Comparator.comparingDouble(Item::lead).reversed().thenComparing(IN_ORDER);
      case RIGHT_AND_UNSURE -> Comparator.comparingDouble(Item::lead).thenComparing(IN_ORDER);
      default -> IN_ORDER;
    };
  }

  private void add(ScoredTask task) {
    Optional<ScoredMetric> hit = hits(task);
    for (ScoredItem scored : task.scoredItems()) {
      AnsweredItem item = scored.item();
      if (item.failed()) {
        put(ItemReason.FAILED, scored);
        continue;
      }
      choices(scored);
      hit.flatMap(metric -> metric.find(scored))
          .filter(value -> value.counts() && value.value() == 0)
          .ifPresent(value -> put(ItemReason.WRONG_TEXT, scored));
      if (cut.contains(new ItemKey(item.task(), item.docId()))) {
        put(ItemReason.CUT_TEXT, scored);
      }
      if (item.truncated()) {
        put(ItemReason.TRUNCATED, scored);
      }
    }
  }

  /** The first metric by which generated texts are right or wrong; empty where none is. */
  private static Optional<ScoredMetric> hits(ScoredTask task) {
    boolean texts =
        task.items().stream()
            .map(AnsweredItem::reference)
            .anyMatch(
                one ->
                    one instanceof Reference.RightTexts
                        || one instanceof Reference.Program
                        || one instanceof Reference.Instructions);
    boolean generated =
        task.items().stream().anyMatch(one -> one.response() instanceof Response.Completions);
    if (!texts || !generated || task.metrics().isEmpty()) {
      return Optional.empty();
    }
    MetricDefinition first = task.metrics().get(0);
    String filter =
        task.task().scoring().filters().stream()
            .findFirst()
            .map(FilterDefinition::name)
            .orElse(FilterDefinition.NONE);
    ScoredMetric metric = new ScoredMetric(filter, first);
    boolean tells =
        first.averages()
            && first.higherIsBetter()
            && task.scoredItems().stream()
                .flatMap(item -> metric.find(item).stream())
                .filter(ItemValue::counts)
                .allMatch(value -> value.value() == 0 || value.value() == 1);
    return tells ? Optional.of(metric) : Optional.empty();
  }

  private void choices(ScoredItem scored) {
    if (scored.scores().isEmpty() || scored.scores().get(0).picked() == null) {
      return;
    }
    ItemScores scores = scored.scores().get(0);
    if (scores.ties() > 0) {
      put(ItemReason.TIE, scored);
    }
    if (!(scored.item().reference() instanceof Reference.RightChoices reference)) {
      return;
    }
    Item item = item(scored);
    boolean right = reference.indices().contains(scores.picked());
    if (!right && item.lead() >= CONFIDENT) {
      put(ItemReason.WRONG_AND_CONFIDENT, scored);
    } else if (right && item.lead() < UNSURE) {
      put(ItemReason.RIGHT_AND_UNSURE, scored);
    }
  }

  private void put(ItemReason reason, ScoredItem scored) {
    found.computeIfAbsent(reason, unused -> new ArrayList<>()).add(item(scored));
  }

  private Item item(ScoredItem scored) {
    AnsweredItem item = scored.item();
    List<Integer> right =
        item.reference() instanceof Reference.RightChoices choices ? choices.indices() : List.of();
    Integer picked = scored.scores().isEmpty() ? null : scored.scores().get(0).picked();
    double probability = Double.NaN;
    double lead = Double.NaN;
    double rightProbability = Double.NaN;
    if (picked != null && item.response() instanceof Response.Choices answer) {
      double[] shares = shares(answer.choices());
      probability = shares[picked];
      lead = probability - greatestBut(picked, shares);
      rightProbability =
          right.stream()
              .filter(index -> index >= 0 && index < shares.length)
              .mapToDouble(index -> shares[index])
              .max()
              .orElse(Double.NaN);
    }
    return new Item(
        item.task(),
        item.docId(),
        picked,
        right,
        probability,
        lead,
        rightProbability,
        item.response() instanceof Response.Failure failure
            ? failure.code() + ": " + failure.message()
            : null,
        item.reference() == null ? Map.of() : item.reference().traits(),
        null,
        rule.texts() && item.response() instanceof Response.Completions completions
            ? completions.texts()
            : List.of());
  }

  /** 0 where there is one alone. */
  private static double greatestBut(int left, double[] shares) {
    return IntStream.range(0, shares.length)
        .filter(i -> i != left)
        .mapToDouble(i -> shares[i])
        .max()
        .orElse(0);
  }

  /** Probabilities of choices, given that it is one of them. */
  static double[] shares(List<ChoiceScore> choices) {
    double greatest =
        choices.stream().mapToDouble(ChoiceScore::logLikelihood).max().orElse(Double.NaN);
    double[] shares =
        choices.stream().mapToDouble(one -> Math.exp(one.logLikelihood() - greatest)).toArray();
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
