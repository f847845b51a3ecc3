package dev.assay.cli.bench;

import dev.assay.bench.BenchReport;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.ModelSpeed.Generation;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.PageResource;
import dev.assay.eval.page.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page of {@code assay bench} as one HTML file without links: the two plots of the
 * RecurrentGemma paper (arXiv 2404.07839, figure 1), sampling speed against generated length and
 * prompt speed against prompt length, above the tables.
 */
final class BenchPage {
  private final BenchReport report;

  BenchPage(BenchReport report) {
    this.report = report;
  }

  /** A plot and the texts around it. */
  record Figure(String heading, String caption, String columnName, LinePlot plot) {
    int width() {
      return LinePlot.WIDTH;
    }

    int height() {
      return LinePlot.HEIGHT;
    }

    int left() {
      return LinePlot.LEFT;
    }

    int right() {
      return LinePlot.RIGHT;
    }

    int top() {
      return LinePlot.TOP;
    }

    int bottom() {
      return LinePlot.BOTTOM;
    }

    int middle() {
      return (LinePlot.LEFT + LinePlot.RIGHT) / 2;
    }

    List<LinePlot.Line> lines() {
      return plot.lines();
    }

    List<LinePlot.Tick> columns() {
      return plot.columns();
    }

    List<LinePlot.Tick> rows() {
      return plot.rows();
    }
  }

  String html() {
    TerminalStyle plain = new TerminalStyle(false, true);
    return new Page(
            "Assay bench: "
                + String.join(", ", report.models().stream().map(ModelSpeed::name).toList()),
            Html.NOTHING,
            List.of(
                section(sampling()),
                section(prompts()),
                Section.of("All figures", Html.terminal(new BenchTables(plain, report).page()))),
            Html.text(
                "Measured "
                    + report.created()
                    + " by Assay "
                    + report.assayVersion()
                    + ". Medians; the JSON of the same run has the best runs as well."))
        .withStyle(PageResource.text(BenchPage.class, "lines.css"))
        .html();
  }

  private static Section section(Figure figure) {
    return Section.of(
        figure.heading(),
        Html.template(BenchPage.class, "lines.html.mustache", Map.of("figure", figure)));
  }

  private Figure sampling() {
    List<LinePlot.Series> series =
        report.models().stream()
            .map(model -> new LinePlot.Series(model.name(), fastest(model)))
            .toList();
    return new Figure(
        "Sampling speed against generated length",
        "Tokens per second of all sequences together, in the step after so many tokens; at each"
            + " length with the number of sequences, of those that fit into memory, that is"
            + " fastest.",
        "tokens read before the step",
        new LinePlot(series));
  }

  private List<LinePlot.Point> fastest(ModelSpeed model) {
    return report.settings().positions().stream()
        .flatMap(
            position ->
                model.generation().stream()
                    .filter(step -> step.position() == position)
                    .max(Comparator.comparingDouble(BenchPage::speed))
                    .stream())
        .map(
            step ->
                new LinePlot.Point(
                    step.position(),
                    speed(step),
                    String.format(
                        Locale.ROOT,
                        ", %d sequences after %,d tokens",
                        step.batch(),
                        step.position())))
        .toList();
  }

  private static double speed(Generation step) {
    return step.tokensPerSecond().median();
  }

  private Figure prompts() {
    List<LinePlot.Series> series =
        report.models().stream()
            .map(
                model ->
                    new LinePlot.Series(
                        model.name(),
                        model.prompts().stream()
                            .map(
                                prompt ->
                                    new LinePlot.Point(
                                        prompt.promptTokens(),
                                        prompt.tokensPerSecond().median(),
                                        String.format(
                                            Locale.ROOT,
                                            ", prompt of %,d tokens, %d of %d pieces timed",
                                            prompt.promptTokens(),
                                            prompt.timedPieces(),
                                            prompt.pieces())))
                            .toList()))
            .toList();
    return new Figure(
        "Prompt speed against prompt length",
        "Tokens per second of one prompt, read in pieces of "
            + report.settings().batchTokens()
            + " tokens.",
        "prompt tokens",
        new LinePlot(series));
  }
}
