package dev.assay.cli.bench;

import com.samskivert.mustache.Mustache;
import dev.assay.bench.BenchReport;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.ModelSpeed.Generation;
import dev.assay.cli.terminal.TerminalStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private static final String TEMPLATE = "bench.html.mustache";

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
    return Mustache.compiler()
        .compile(template())
        .execute(
            Map.of(
                "models",
                String.join(", ", report.models().stream().map(ModelSpeed::name).toList()),
                "tables",
                new BenchTables(plain, report).page(),
                "created",
                report.created(),
                "version",
                report.assayVersion(),
                "figures",
                List.of(sampling(), prompts())));
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

  private static String template() {
    try (InputStream in = BenchPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the template lies in the jar", e);
    }
  }
}
