package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.PageResource;
import dev.assay.eval.page.Section;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.SideScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as one HTML file. */
final class SidePage {
  private static final String CATEGORY = "category=";

  private final SideReport report;

  SidePage(SideReport report) {
    this.report = report;
  }

  /**
   * The page.
   *
   * @param lengths drawings of lengths and verdicts; nothing where there are no pairs
   * @param pairs what each pair's verdicts are, and its answers where they are shown
   */
  String html(Html lengths, Html pairs) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Win rates", rates()));
    List<Html> strengths = new StrengthSection(report).blocks();
    if (!strengths.isEmpty()) {
      sections.add(new Section("Strengths", strengths));
    }
    List<Html> judges = new JudgeSection(report).blocks();
    if (!judges.isEmpty()) {
      sections.add(new Section("Judges", judges));
    }
    if (!lengths.isEmpty()) {
      sections.add(Section.of("Lengths", lengths));
    }
    if (!pairs.isEmpty()) {
      sections.add(Section.of("Pairs", pairs));
    }
    sections.add(Section.of("Left out", leftOut()));
    sections.add(Section.of("How it was made", settings()));
    return new Page(
            title(),
            subtitle(),
            sections,
            Html.text(
                "Written by Assay "
                    + report.assayVersion()
                    + ". Every figure is in the JSON of --json and in the tables of "
                    + report.sideId()
                    + "."))
        .withStyle(PageResource.text(SidePage.class, "pairs.css"))
        .withScript(PageResource.text(SidePage.class, "pairs.js"))
        .html();
  }

  private String title() {
    List<SideReport.Model> models = report.models();
    return models.size() == 2
        ? models.get(0).name() + " against " + models.get(1).name()
        : models.size() + " models side by side";
  }

  private static Html subtitle() {
    return Html.remark(
        "How often one model's answers are preferred to another's, and how sure that is. A rate is"
            + " of a candidate against a baseline by a judge, in percent: wins and half of the ties,"
            + " with a 95 % interval over prompts. 50 is neither better.");
  }

  private List<Html> rates() {
    List<Html> blocks = new ArrayList<>();
    for (SideReport.Judge judge : report.judges()) {
      blocks.add(Html.heading("By " + judge.name()));
      blocks.add(Html.paragraph(Html.joined(" ", badges(judge))));
      if (!judge.alarms().isEmpty()) {
        blocks.add(Notes.of(judge.alarms().toArray(String[]::new)).html());
      }
      blocks.add(Notes.of(judge.notes().toArray(String[]::new)).html());
      blocks.add(plot(judge));
      blocks.add(table(judge));
    }
    return blocks;
  }

  /** What a rate may not be shown without, beside its baseline. */
  static List<Html> badges(SideReport.Judge judge) {
    List<Html> badges = new ArrayList<>();
    if (judge.kind() == SideReport.Kind.RULE) {
      badges.add(Html.badge(Html.Tone.PLAIN, "a rule: it counts, and prefers nothing"));
    }
    if (judge.kind() == SideReport.Kind.LIKELIHOOD) {
      badges.add(
          Html.badge(Html.Tone.PLAIN, "of right answers: no preference of what models write"));
    }
    if (judge.kind() == SideReport.Kind.PEOPLE) {
      badges.add(Html.badge(Html.Tone.PLAIN, "people"));
    }
    if (judge.people() != null) {
      badges.add(
          Html.badge(
              judge.checkedAgainstPeople() ? Html.Tone.PLAIN : Html.Tone.ALARM,
              "judge–people κ " + estimate(judge.people().kappa())));
    }
    if (judge.isModel() && !judge.checkedAgainstPeople()) {
      badges.add(Html.badge(Html.Tone.ALARM, "not checked against people"));
    }
    String kinship = Judgement.Kinship.valueOf(judge.kinship().toUpperCase(Locale.ROOT)).words();
    if (!kinship.isEmpty()) {
      badges.add(Html.badge(Html.Tone.ALARM, kinship));
    }
    if (!judge.alarms().isEmpty()) {
      badges.add(
          Html.badge(
              Html.Tone.ALARM,
              judge.alarms().size() + (judge.alarms().size() == 1 ? " alarm" : " alarms")));
    }
    return badges;
  }

  private static Html plot(SideReport.Judge judge) {
    IntervalPlot plot = new IntervalPlot(Axis.ofShares());
    for (SideReport.Rate rate : judge.rates()) {
      if (rate.rate().value() != null) {
        plot =
            plot.with(
                isWhole(rate)
                    ? rate.candidate() + " against " + rate.baseline()
                    : "· " + part(rate),
                rate.rate().known(),
                rate.rate().interval(),
                shares(rate.rate()));
      }
    }
    return plot.html();
  }

  private static Html table(SideReport.Judge judge) {
    DataTable table =
        new DataTable(
            Column.text("candidate"),
            Column.text("baseline"),
            Column.text("pairs of"),
            Column.number("rate [interval]"),
            Column.number("W/T/L %"),
            Column.number("n"),
            Column.number("p, sign test"),
            Column.number("consistent"),
            Column.number("first shown"),
            Column.number("at equal lengths"),
            Column.number("judge κ"));
    for (SideReport.Rate rate : judge.rates()) {
      table =
          table.with(
              Cell.text(rate.candidate()),
              Cell.text(rate.baseline()),
              Cell.text(part(rate)),
              Cell.number(rate.rate().known(), Html.strong(shares(rate.rate()))),
              Cell.number(known(winShare(rate)), outcomes(rate)),
              Cell.count(rate.verdicts()),
              Cell.number(
                  rate.signP(),
                  rate.verdicts() == 0 ? Figures.UNKNOWN : Figures.probability(rate.signP())),
              share(rate.consistency()),
              share(rate.firstShownShare()),
              rate.length() == null
                  ? Cell.of(Html.NOTHING)
                  : Cell.number(rate.length().rate().known(), shares(rate.length().rate())),
              judge.people() == null || !isWhole(rate)
                  ? Cell.of(Html.NOTHING)
                  : Cell.number(
                      judge.people().kappa().known(),
                      Figures.decimal(judge.people().kappa().known(), 2)));
    }
    String kinds =
        judge.rates().stream()
            .map(SideReport.Rate::intervalKind)
            .filter(kind -> kind != null)
            .distinct()
            .sorted()
            .reduce((one, other) -> one + ", " + other)
            .orElse("none");
    return Html.of(
        table.withoutEmptyColumns().html(),
        Html.remark(
            "Judge: "
                + judge.name()
                + ". Interval: "
                + kinds
                + ". p of a category is adjusted for their number. Consistent: pairs of which both"
                + " orders say the same; first shown: what stands first gets, 50 without bias."));
  }

  private static Double winShare(SideReport.Rate rate) {
    return rate.verdicts() == 0 ? null : (double) rate.wins() / rate.verdicts();
  }

  private static String outcomes(SideReport.Rate rate) {
    if (rate.verdicts() == 0) {
      return Figures.UNKNOWN;
    }
    double n = rate.verdicts();
    return Figures.share(rate.wins() / n)
        + "/"
        + Figures.share(rate.ties() / n)
        + "/"
        + Figures.share(rate.losses() / n);
  }

  static boolean isWhole(SideReport.Rate rate) {
    return rate.subset().equals(SideScore.ALL);
  }

  private static String part(SideReport.Rate rate) {
    if (isWhole(rate)) {
      return "all";
    }
    String category =
        rate.subset().startsWith(CATEGORY)
            ? rate.subset().substring(CATEGORY.length())
            : rate.subset();
    return category.isEmpty() ? "no category" : category;
  }

  static double known(Double value) {
    return value == null ? Double.NaN : value;
  }

  private static Cell share(Double value) {
    return Cell.number(known(value), Figures.share(known(value)));
  }

  static String shares(SideReport.Estimate one) {
    return (Figures.share(one.known()) + " " + Figures.shares(one.interval())).strip();
  }

  static String estimate(SideReport.Estimate one) {
    return (Figures.decimal(one.known(), 2) + " " + Figures.decimals(one.interval(), 2)).strip();
  }

  private Html leftOut() {
    DataTable table =
        new DataTable(
            Column.text("candidate"),
            Column.text("baseline"),
            Column.number("pairs"),
            Column.number("candidate alone"),
            Column.number("baseline alone"),
            Column.number("failed"),
            Column.number("empty of both"));
    for (SideReport.Meeting one : report.meetings()) {
      table =
          table.with(
              Cell.text(one.candidate()),
              Cell.text(one.baseline()),
              Cell.count(one.pairs()),
              Cell.count(one.candidateOnly()),
              Cell.count(one.baselineOnly()),
              Cell.count(one.failed()),
              Cell.count(one.emptyBoth()));
    }
    List<Html> notes = new ArrayList<>();
    for (SideReport.Judge judge : report.judges()) {
      judge.rates().stream()
          .filter(rate -> isWhole(rate) && rate.unparsed() > 0)
          .forEach(
              rate ->
                  notes.add(
                      Html.text(
                          Figures.count(rate.unparsed())
                              + " pairs of "
                              + rate.candidate()
                              + " and "
                              + rate.baseline()
                              + " have no verdict of "
                              + judge.name()
                              + ": they are in no rate of it.")));
      judge.rates().stream()
          .filter(rate -> isWhole(rate) && rate.truncated() > 0)
          .forEach(
              rate ->
                  notes.add(
                      Html.text(
                          judge.name()
                              + " was shown answers in part, as its window demands, in "
                              + Figures.count(rate.truncated())
                              + " pairs of "
                              + rate.candidate()
                              + " and "
                              + rate.baseline()
                              + ".")));
    }
    if (report.ratings() != null) {
      notes.add(
          Html.text(
              Figures.count(report.ratings().counted())
                  + " ratings of "
                  + Figures.count(report.ratings().raters())
                  + " people count, "
                  + Figures.count(report.ratings().superseded())
                  + " are superseded by later ones."));
      report
          .ratings()
          .unusable()
          .forEach(
              (cause, count) ->
                  notes.add(
                      Html.text(
                          Figures.count(count)
                              + " rows of ratings are unusable: "
                              + cause.replace('_', ' '))));
      report.ratings().notices().forEach(notice -> notes.add(Html.text(notice)));
    }
    if (report.meetings().stream().allMatch(one -> one.pairs() == 0)) {
      return new Notes(notes).html();
    }
    return Html.of(
        Html.remark(
            "Prompts of which there is no pair, and why. One empty answer against a text is no gap"
                + " but a loss; equal answers are a tie that nobody was asked about."),
        table.html(),
        new Notes(notes).html());
  }

  private Html settings() {
    Facts facts = Facts.NONE.with("comparison", Html.code(report.sideId()));
    for (SideReport.Model model : report.models()) {
      if (model.source().isEmpty()) {
        continue;
      }
      facts =
          facts.with(
              model.name(),
              Html.of(
                  Html.text(model.family() == null ? "" : model.family() + ", "),
                  Html.text(Figures.count(model.answers()) + " answers of "),
                  Html.code(model.source()),
                  model.fingerprint() == null
                      ? Html.NOTHING
                      : Html.of(Html.text(", weights "), Html.code(model.fingerprint()))));
    }
    SideReport.Settings set = report.settings();
    boolean pairs = report.meetings().stream().anyMatch(one -> one.pairs() > 0);
    if (pairs) {
      facts =
          facts
              .with("tie", "orders disagree, or p within " + set.tau() + " of ½")
              .with(
                  "control",
                  (set.style() ? "length and style" : "length")
                      + (set.soft() ? ", in probabilities" : ", in verdicts"));
    }
    facts =
        facts.with(
            "interval",
            set.interval()
                + " as asked, "
                + Figures.count(set.resamples())
                + " resamples of prompts, seed "
                + set.seed()
                + "; "
                + set.weighing()
                + " weigh alike");
    if (set.lenientOrders()) {
      facts = facts.with("orders", "lenient: a win and a tie make a win");
    }
    if (report.judges().stream().anyMatch(judge -> judge.strengths() != null)) {
      facts =
          facts.with(
              "strengths",
              set.method()
                  + (set.prior() ? ", with a prior" : "")
                  + (set.anchor() == null ? "" : ", anchor " + set.anchor()));
    }
    return facts.html();
  }
}
