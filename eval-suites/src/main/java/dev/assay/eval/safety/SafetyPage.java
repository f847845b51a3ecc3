package dev.assay.eval.safety;

import com.samskivert.mustache.Mustache;
import dev.assay.eval.safety.SafetyReport.Paper;
import dev.assay.eval.safety.SafetyReport.Part;
import dev.assay.eval.safety.SafetyReport.Run;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.safety.SafetyReport.SetResult;
import dev.assay.eval.statistic.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one HTML file without links: what a browser needs lies in it. */
public final class SafetyPage {
  private static final String TEMPLATE = "report.html.mustache";

  private final SafetyReport report;

  public SafetyPage(SafetyReport report) {
    this.report = report;
  }

  /** A fact of the head. */
  record Fact(String name, String value, boolean code) {}

  /** Where a share lies between 0 and 1; places in the units of the drawing. */
  record Strip(String value, String at, String lower, String upper) {
    /** Null for what lies elsewhere. */
    static Strip of(double value, Interval interval) {
      if (!(value >= 0 && value <= 1)) {
        return null;
      }
      boolean known = !Double.isNaN(interval.lower());
      return new Strip(
          Figures.value(value),
          Figures.at(value),
          Figures.at(known ? interval.lower() : value),
          Figures.at(known ? interval.upper() : value));
    }
  }

  /** A line of a table of scores. */
  record Row(
      String name,
      String task,
      String metric,
      String arrow,
      String value,
      String interval,
      Strip strip,
      String items,
      String baseline,
      String corrected,
      String paper,
      String difference,
      String remark) {}

  /** A line of a table of parts. */
  record PartRow(String name, String value, Strip strip, String items, String p) {}

  /** The parts of a set by one trait. */
  record PartTable(String sentence, String trait, String metric, List<PartRow> rows) {}

  /** A set with its tables. */
  record SetTable(
      String title,
      String task,
      String version,
      String documents,
      String failed,
      String coverage,
      List<Row> rows,
      List<PartTable> parts) {}

  /** Who scored. */
  record Scorer(String name, String measuredOn, String figures) {}

  public String html() {
    Map<String, Object> values = new HashMap<>();
    values.put("model", report.model().name());
    values.put("version", report.runs().get(0).assayVersion());
    values.put("facts", facts());
    values.put("published", report.model().published());
    values.put("paperRows", paperRows());
    List<Row> requests = requestRows();
    values.put("hasRequests", !requests.isEmpty());
    values.put("hasCorrection", requests.stream().anyMatch(row -> !row.corrected().isEmpty()));
    values.put("requestRows", requests);
    values.put("sets", report.sets().stream().map(this::set).toList());
    values.put("hasBaseline", hasBaseline());
    values.put("scorers", scorers());
    values.put("notMeasured", report.notMeasured());
    return Mustache.compiler()
        .nullValue("")
        .withLoader(SafetyPage::template)
        .compile(template(TEMPLATE))
        .execute(values);
  }

  private boolean hasBaseline() {
    return report.runs().stream().anyMatch(run -> run.baseline() != null);
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("family", report.model().family(), false));
    facts.add(new Fact("weights", report.model().fingerprint(), true));
    facts.add(new Fact("tokenizer", report.model().tokenizerFingerprint(), true));
    for (Run run : report.runs()) {
      String form = run.chatTemplate() ? "in the chat template" : "as plain texts";
      String judged = run.judge() == null ? "" : ", judged by " + run.judge();
      facts.add(new Fact("run", run.runId() + ", " + run.created() + ", " + form + judged, false));
      if (run.baseline() != null) {
        facts.add(new Fact("baseline", run.baseline(), false));
      }
    }
    return facts;
  }

  private List<Row> paperRows() {
    return report.sets().stream()
        .flatMap(
            set ->
                set.scores().stream()
                    .filter(score -> score.paper() != null)
                    .map(score -> row(score.paper().benchmark(), set, score)))
        .toList();
  }

  private List<Row> requestRows() {
    return report.sets().stream()
        .filter(set -> SafetySets.isOfRequests(set.task()))
        .flatMap(
            set ->
                set.scores().stream()
                    .filter(
                        score ->
                            set.judge() != null
                                || report.rules().keySet().stream().anyMatch(score::isBy))
                    .map(score -> row(titled(set), set, score)))
        .toList();
  }

  private static String titled(SetResult set) {
    return set.title() + (set.judge() == null ? "" : " (" + set.judge() + ")");
  }

  private SetTable set(SetResult set) {
    return new SetTable(
        titled(set),
        set.task(),
        set.version(),
        Figures.count(set.documents()),
        Figures.count(set.failed()),
        set.coverage(),
        set.scores().stream().map(score -> row(set.title(), set, score)).toList(),
        set.scores().stream().flatMap(score -> parts(score)).toList());
  }

  private static Row row(String name, SetResult set, Score score) {
    Paper paper = score.paper();
    return new Row(
        name,
        set.task(),
        score.metric(),
        Figures.arrow(score.direction()),
        Figures.value(score.value()),
        Figures.interval(score.value(), score.interval()),
        Strip.of(score.value(), score.interval()),
        Figures.count(score.n()),
        Figures.value(score.baseline()),
        score.corrected() == null ? "" : Figures.value(score.corrected()),
        paper == null || Double.isNaN(paper.value()) ? "–" : Figures.value(paper.value()),
        paper == null || !paper.comparable() || Double.isNaN(paper.value())
            ? "–"
            : Figures.difference(score.value() - paper.value()),
        paper == null ? "" : paper.remark());
  }

  private static Stream<PartTable> parts(Score score) {
    return score.subsets().stream()
        .collect(
            Collectors.groupingBy(Part::trait, java.util.LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                new PartTable(
                    sentence(score, entry.getKey(), entry.getValue()),
                    entry.getKey(),
                    score.metric(),
                    entry.getValue().stream().map(SafetyPage::partRow).toList()));
  }

  private static PartRow partRow(Part part) {
    return new PartRow(
        part.name(),
        Figures.value(part.value()),
        Strip.of(part.value(), part.interval()),
        Figures.count(part.n()),
        Figures.probability(part.pValue()));
  }

  static String sentence(Score score, String trait, List<Part> parts) {
    String outstanding =
        parts.stream()
            .map(Part::name)
            .filter(name -> Optional.ofNullable(score.standsOut()).filter(name::equals).isPresent())
            .findFirst()
            .map(name -> "Worst is " + name + ", by more than chance makes it.")
            .orElse("No part is worse than the others by more than chance makes it.");
    return "By " + trait + ": " + outstanding;
  }

  private List<Scorer> scorers() {
    return Stream.of(report.rules(), report.judges(), report.classifiers())
        .flatMap(scorers -> scorers.entrySet().stream())
        .map(
            entry ->
                new Scorer(
                    entry.getKey(),
                    entry.getValue().measuredOn(),
                    entry.getValue().figures().entrySet().stream()
                        .map(figure -> figure.getKey() + " " + Figures.number(figure.getValue()))
                        .collect(Collectors.joining(", "))))
        .toList();
  }

  private static InputStreamReader template(String name) {
    String file = name.endsWith(".mustache") ? name : name + ".html.mustache";
    InputStream in = SafetyPage.class.getResourceAsStream(file);
    if (in == null) {
      throw new UncheckedIOException(new IOException("no template " + file + " in the jar"));
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
