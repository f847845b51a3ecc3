package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import dev.assay.eval.page.Notes;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.SideScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** Rates judge by judge, each with what it may not be shown without. */
record RateSection(SideReport report) {
  private static final String CATEGORY = "category=";

  List<Html> blocks() {
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
            .filter(Objects::nonNull)
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
                + "."
                + (judge.rates().size()
                        > judge.rates().stream().filter(RateSection::isWhole).count()
                    ? " p of a category is adjusted for their number."
                    : "")
                + (any(judge, SideReport.Rate::consistency)
                    ? " Consistent: pairs of which both orders say the same."
                    : "")
                + (any(judge, SideReport.Rate::firstShownShare)
                    ? " First shown: what stands first gets, 50 without bias."
                    : "")));
  }

  private static boolean any(SideReport.Judge judge, Function<SideReport.Rate, Double> figure) {
    return judge.rates().stream().map(figure).anyMatch(Objects::nonNull);
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
}
