package dev.assay.cli.bench;

import dev.assay.bench.BenchReport;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.ModelSpeed.Generation;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.LinePlot;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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

  String html() {
    TerminalStyle plain = new TerminalStyle(false, true);
    return new Page(
            "Assay bench: "
                + String.join(", ", report.models().stream().map(ModelSpeed::name).toList()),
            Html.NOTHING,
            List.of(
                sampling(),
                prompts(),
                Section.of("All figures", Html.terminal(new BenchTables(plain, report).page()))),
            Html.text(
                "Measured "
                    + report.created()
                    + " by Assay "
                    + report.assayVersion()
                    + ". Medians; the JSON of the same run has the best runs as well."))
        .html();
  }

  private static Section section(
      String heading, String caption, String across, List<LinePlot.Series> series) {
    return Section.of(
        heading, Html.remark(caption), new LinePlot(heading, across, "tokens/s", series).html());
  }

  private Section sampling() {
    List<LinePlot.Series> series =
        report.models().stream()
            .map(model -> new LinePlot.Series(model.name(), fastest(model)))
            .toList();
    return section(
        "Sampling speed against generated length",
        "Tokens per second of all sequences together, in the step after so many tokens; at each"
            + " length with the number of sequences, of those that fit into memory, that is"
            + " fastest.",
        "tokens read before the step",
        series);
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

  private Section prompts() {
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
    return section(
        "Prompt speed against prompt length",
        "Tokens per second of one prompt, read in pieces of "
            + report.settings().batchTokens()
            + " tokens.",
        "prompt tokens",
        series);
  }
}
