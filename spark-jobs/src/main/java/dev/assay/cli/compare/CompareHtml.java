package dev.assay.cli.compare;

import dev.assay.eval.comparison.AnswerComparison.ByMetric;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.ComparedAnswers.WholeScore;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.CompletionChange;
import dev.assay.eval.comparison.LogLikelihoodChange;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.PickChange;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.DifferenceTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import dev.assay.eval.page.Unit;
import dev.assay.spark.internal.tables.AssayVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The page of {@code assay compare} as one HTML file. */
final class CompareHtml {
  private static final int DECIMALS = 1;

  private final List<AnswerReport> reports;
  private final List<ComparedSide> sides;
  private final List<String> names;
  private final List<ComparedLine> lines;
  private final PromptRule prompts;

  /**
   * @param reports at least one, all with one baseline
   * @param prompts by which items were paired
   * @param subtasks lines also for tasks that a group counts in itself
   */
  CompareHtml(List<AnswerReport> reports, PromptRule prompts, boolean subtasks) {
    this.reports = reports;
    this.prompts = prompts;
    this.sides =
        Stream.concat(
                reports.stream().map(AnswerReport::candidate), Stream.of(reports.get(0).baseline()))
            .toList();
    this.names = SideNames.of(sides);
    this.lines = ComparedLine.of(reports, names, subtasks);
  }

  private String baseline() {
    return names.get(names.size() - 1);
  }

  String html() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Scores", scores()));
    add(sections, "Metrics of all items", "No means: no item has one.", whole());
    add(
        sections,
        "Picks",
        "Items on which a run picks another choice than " + baseline() + ".",
        picks());
    add(
        sections,
        "Log-likelihoods",
        "|Δ| of a choice's, or of a text's, in nats.",
        logLikelihoods());
    add(sections, "Completions", "Items to which both runs wrote the same text.", completions());
    List<Html> leftOut = leftOut();
    if (!leftOut.isEmpty()) {
      sections.add(Section.of("Left out", new Notes(leftOut).html()));
    }
    sections.add(Section.of("Runs", places().html()));
    return new Page(
            String.join(", ", names.subList(0, names.size() - 1)) + " against " + baseline(),
            Html.remark(
                "Two runs' answers to the same items, from their tables. Shares are in percent,"
                    + " differences in points, with 95 % intervals. No figure here is a verdict."),
            sections,
            Html.text("Written by Assay " + AssayVersion.current()))
        .html();
  }

  private static void add(List<Section> sections, String name, String meaning, DataTable table) {
    if (!table.rows().isEmpty()) {
      sections.add(Section.of(name, Html.remark(meaning), table.withoutEmptyColumns().html()));
    }
  }

  private List<Html> scores() {
    DifferenceTable table = new DifferenceTable();
    for (ComparedLine line : lines) {
      for (ByMetric metric : line.compared().answers().metrics()) {
        PairedComparison score = metric.score();
        table =
            table.with(
                new DifferenceTable.Line(
                    line.suite(),
                    metric.metric()
                        + " "
                        + Figures.arrow(metric.metric().definition().higherIsBetter()),
                    line.run(),
                    score.items(),
                    score.leftOut().total(),
                    unit(metric.metric(), score.candidate().mean(), score.baseline().mean()),
                    score.candidate().mean(),
                    score.baseline().mean(),
                    score.difference().mean(),
                    score.difference().interval(),
                    score.tally().wins(),
                    score.tally().losses(),
                    score.tally().pValue(),
                    true));
      }
    }
    return table.html(
        baseline(),
        prompts == PromptRule.SAME
            ? "that both were asked in the same words"
            : "that both were asked, in whatever words");
  }

  private static Unit unit(ScoredMetric metric, double... values) {
    return Unit.of(metric.name(), DECIMALS, values);
  }

  private DataTable whole() {
    DataTable table =
        new DataTable(
            Column.text("task"),
            Column.text("run"),
            Column.text("metric"),
            Column.number("run's"),
            Column.number("baseline's"));
    for (ComparedLine line : lines) {
      for (WholeScore score : line.compared().whole()) {
        Unit unit = unit(score.metric(), score.candidate(), score.baseline());
        table =
            table.with(
                Cell.code(line.suite()),
                run(line),
                Cell.text(score.metric().toString()),
                Cell.number(score.candidate(), unit.value(score.candidate())),
                Cell.number(score.baseline(), unit.value(score.baseline())));
      }
    }
    return table;
  }

  private DataTable picks() {
    DataTable table =
        new DataTable(
            Column.text("task"),
            Column.text("run"),
            Column.text("metric"),
            Column.number("items"),
            Column.number("changed"),
            Column.number("percent"),
            Column.number("became right"),
            Column.number("became wrong"));
    for (ComparedLine line : lines) {
      for (ByMetric metric : line.compared().answers().metrics()) {
        if (metric.picks().isPresent()) {
          PickChange picks = metric.picks().get();
          table =
              table.with(
                  Cell.code(line.suite()),
                  run(line),
                  Cell.text(metric.metric().toString()),
                  Cell.count(picks.items()),
                  Cell.count(picks.changed()),
                  Cell.number(picks.share(), Figures.share(picks.share())),
                  Cell.count(picks.becameRight()),
                  Cell.count(picks.becameWrong()));
        }
      }
    }
    return table;
  }

  private DataTable logLikelihoods() {
    DataTable table =
        new DataTable(
            Column.text("task"),
            Column.text("run"),
            Column.number("choices"),
            Column.number("mean"),
            Column.number("largest"),
            Column.text("at"));
    for (ComparedLine line : lines) {
      if (line.compared().answers().logLikelihoods().isPresent()) {
        LogLikelihoodChange change = line.compared().answers().logLikelihoods().get();
        table =
            table.with(
                Cell.code(line.suite()),
                run(line),
                Cell.count(change.choices()),
                Cell.number(change.mean(), Figures.number(change.mean())),
                Cell.number(change.largest(), Figures.number(change.largest())),
                change.largest() == 0
                    ? Cell.of(Html.NOTHING)
                    : Cell.text(ComparisonTables.where(change.where())));
      }
    }
    return table;
  }

  private DataTable completions() {
    DataTable table =
        new DataTable(
            Column.text("task"),
            Column.text("run"),
            Column.number("items"),
            Column.number("equal"),
            Column.number("percent"));
    for (ComparedLine line : lines) {
      if (line.compared().answers().completions().isPresent()) {
        CompletionChange change = line.compared().answers().completions().get();
        table =
            table.with(
                Cell.code(line.suite()),
                run(line),
                Cell.count(change.items()),
                Cell.count(change.equal()),
                Cell.number(change.share(), Figures.share(change.share())));
      }
    }
    return table;
  }

  private Cell run(ComparedLine line) {
    return reports.size() == 1 ? Cell.of(Html.NOTHING) : Cell.text(line.run());
  }

  private List<Html> leftOut() {
    List<String> sentences = new ArrayList<>();
    for (ComparedLine line : lines) {
      sentences.add(
          ComparisonTables.leftOut(line.suite(), line.run(), line.compared().answers().leftOut()));
    }
    for (int run = 0; run < reports.size(); run++) {
      sentences.add(
          ComparisonTables.only(names.get(run), baseline(), reports.get(run).onlyCandidate()));
      sentences.add(
          ComparisonTables.only(baseline(), names.get(run), reports.get(run).onlyBaseline()));
    }
    return sentences.stream()
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(Html::text)
        .toList();
  }

  private Facts places() {
    Facts facts = Facts.NONE;
    for (int side = 0; side < sides.size(); side++) {
      facts = facts.with(names.get(side), Html.code(sides.get(side).place()));
    }
    return facts;
  }
}
