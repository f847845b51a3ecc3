package dev.assay.eval.gate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.gate.settings.LineDefinition;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.Outside;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** From lines of the configuration to lines of tasks that the runs have. */
final class GatedLines {
  private final ComparedSide candidate;
  private final Optional<ComparedSide> baseline;

  GatedLines(ComparedSide candidate, Optional<ComparedSide> baseline) {
    this.candidate = candidate;
    this.baseline = baseline;
  }

  /**
   * @throws AssayException of kind USAGE for a line of no task, metric or filter that there is
   */
  List<GatedLine> of(List<LineDefinition> definitions) {
    Map<LineName, GatedLine> lines = new LinkedHashMap<>();
    for (LineDefinition definition : definitions) {
      for (GatedLine line : lines(definition)) {
        GatedLine before = lines.get(line.name());
        if (before == null || before.definition().isPattern() && !definition.isPattern()) {
          lines.put(line.name(), line);
        } else if (!definition.isPattern()) {
          throw unusable(definition, "another line is of the same", "leave one of them out");
        }
      }
    }
    return withoutPartsOfGroups(List.copyOf(lines.values()));
  }

  private List<GatedLine> lines(LineDefinition definition) {
    if (definition.outside().isPresent()) {
      return List.of(outside(definition, definition.outside().get()));
    }
    if (!definition.isPattern()) {
      return List.of(line(definition, definition.task()).orElseThrow(() -> noMetric(definition)));
    }
    List<GatedLine> lines =
        names(candidate).stream()
            .filter(definition::names)
            .flatMap(name -> line(definition, name).stream())
            .toList();
    if (lines.isEmpty()) {
      throw unusable(
          definition,
          "no task of the candidate is named so and has that metric",
          "it has " + String.join(", ", names(candidate)));
    }
    return lines;
  }

  /** Of two judges each has its line. */
  private static GatedLine outside(LineDefinition definition, Outside outside) {
    return gated(
        definition,
        outside.name(),
        Set.of(),
        Optional.empty(),
        outside instanceof Outside.SideBySide ? "rate" : "tokens_per_second",
        outside instanceof Outside.SideBySide side
            ? side.judge().replaceAll("/+$", "").replaceAll(".*/", "")
            : FilterDefinition.NONE);
  }

  /** Tasks, and groups that have scores. */
  static List<String> names(ComparedSide side) {
    List<String> names = new ArrayList<>();
    side.scores().tasks().forEach(task -> names.add(task.name()));
    side.scores().run().groups().stream()
        .filter(TaskGroup::aggregates)
        .map(TaskGroup::name)
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return names;
  }

  /** Empty where the task does not have the metric. */
  private Optional<GatedLine> line(LineDefinition definition, String name) {
    Optional<ComparedSide> side =
        names(candidate).contains(name)
            ? Optional.of(candidate)
            : baseline.filter(other -> names(other).contains(name));
    if (side.isEmpty()) {
      List<String> known = names(candidate);
      throw unusable(
          definition,
          "the candidate has no task or group of that name",
          NearestNames.suggestion(name, known, "it has " + String.join(", ", known)));
    }
    List<ScoredTask> tasks = tasks(side.get(), name);
    // What one run has of a group and the other has not would else be left out without a word.
    Set<String> all = new LinkedHashSet<>();
    Stream.concat(Stream.of(candidate), baseline.stream())
        .flatMap(one -> tasks(one, name).stream())
        .forEach(task -> all.add(task.name()));
    if (definition.mode() instanceof LineMode.Identical && definition.metric().isEmpty()) {
      return Optional.of(
          gated(definition, name, all, Optional.empty(), LineName.ANSWERS, FilterDefinition.NONE));
    }
    List<ScoredMetric> metrics =
        common(tasks).stream()
            .filter(
                metric ->
                    definition.metric().isEmpty()
                        || definition.metric().get().equals(metric.name()))
            .filter(
                metric ->
                    definition.filter().isEmpty()
                        || definition.filter().get().equals(metric.filter()))
            .toList();
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    ScoredMetric metric = ScoredMetric.headline(metrics);
    return Optional.of(
        gated(definition, name, all, Optional.of(metric), metric.name(), metric.filter()));
  }

  private static GatedLine gated(
      LineDefinition definition,
      String name,
      Set<String> tasks,
      Optional<ScoredMetric> metric,
      String measured,
      String filter) {
    return new GatedLine(
        definition,
        new LineName(
            name,
            measured,
            filter,
            definition.subset().map(Object::toString).orElse(""),
            definition.mode().name()),
        List.copyOf(tasks),
        metric,
        definition.informative(),
        "");
  }

  /** A task, or those of a group. */
  private static List<ScoredTask> tasks(ComparedSide side, String name) {
    List<ScoredTask> tasks = side.scores().tasks();
    List<ScoredTask> one = tasks.stream().filter(task -> task.name().equals(name)).toList();
    return one.isEmpty()
        ? side.scores().run().groups().stream()
            .filter(group -> group.name().equals(name))
            .flatMap(group -> tasks.stream().filter(task -> group.tasks().contains(task.name())))
            .toList()
        : one;
  }

  /** What all of them have. */
  private static List<ScoredMetric> common(List<ScoredTask> tasks) {
    List<ScoredMetric> common = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      List<ScoredMetric> metrics = metrics(tasks.get(i));
      if (i == 0) {
        common.addAll(metrics);
      } else {
        common.retainAll(metrics);
      }
    }
    return common;
  }

  static List<ScoredMetric> metrics(ScoredTask task) {
    List<ScoredMetric> metrics = new ArrayList<>();
    for (FilterDefinition filter : task.task().scoring().filters()) {
      for (MetricDefinition metric : task.metrics()) {
        metrics.add(new ScoredMetric(filter.name(), metric));
      }
    }
    return metrics;
  }

  /** A group and a part of it would count the same items twice in one family. */
  private static List<GatedLine> withoutPartsOfGroups(List<GatedLine> lines) {
    return lines.stream()
        .map(
            line ->
                lines.stream()
                    .filter(other -> isPart(line, other))
                    .findFirst()
                    .map(whole -> line.asInformation("part of " + whole.name().task()))
                    .orElse(line))
        .toList();
  }

  private static boolean isPart(GatedLine line, GatedLine whole) {
    Set<String> all = new HashSet<>(whole.tasks());
    return !line.informative()
        && !whole.informative()
        && line.definition().mode() instanceof LineMode.Detect
        && whole.definition().mode() instanceof LineMode.Detect
        && all.size() > line.tasks().size()
        && all.containsAll(line.tasks())
        && line.metric().equals(whole.metric());
  }

  private AssayException noMetric(LineDefinition definition) {
    List<String> known =
        names(candidate).contains(definition.task())
            ? common(tasks(candidate, definition.task())).stream()
                .map(ScoredMetric::toString)
                .toList()
            : List.of();
    return unusable(
        definition,
        "there is no metric "
            + definition.metric().map(name -> "'" + name + "'").orElse("at all")
            + definition.filter().map(name -> " after the filter '" + name + "'").orElse(""),
        NearestNames.suggestion(
            definition.metric().orElse(""), known, "there are " + String.join(", ", known)));
  }

  private static AssayException unusable(LineDefinition line, String cause, String cure) {
    return new AssayException(
        ErrorKind.USAGE, "the gate's line of " + line.task() + " cannot be used", cause, cure);
  }
}
