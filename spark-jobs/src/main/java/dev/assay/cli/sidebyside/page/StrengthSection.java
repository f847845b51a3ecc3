package dev.assay.cli.sidebyside.page;

import static dev.assay.cli.sidebyside.page.RateSection.known;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** More than two models on one ladder, judge by judge. */
record StrengthSection(SideReport report) {
  private static final double LARGEST_Z = 3;

  List<Html> blocks() {
    List<Html> blocks = new ArrayList<>();
    for (SideReport.Judge judge : report.judges()) {
      if (judge.strengths() != null) {
        blocks.add(Html.heading("By " + judge.name()));
        blocks.add(Html.paragraph(Html.joined(" ", RateSection.badges(judge))));
        blocks.add(ladder(judge.strengths()));
        blocks.add(table(judge.strengths()));
        blocks.add(fits(judge.strengths()));
      }
    }
    return blocks;
  }

  private static Html ladder(SideReport.StrengthTable strengths) {
    double[] values =
        strengths.models().stream()
            .flatMapToDouble(
                one ->
                    DoubleStream.of(
                        one.elo().known(),
                        one.elo().interval().lower(),
                        one.elo().interval().upper()))
            .toArray();
    IntervalPlot plot =
        new IntervalPlot(Axis.around(Double.NaN, value -> Figures.decimal(value, 0), values));
    for (SideReport.ModelStrength one : strengths.models()) {
      plot =
          plot.with(
              one.model(),
              one.elo().known(),
              one.elo().interval(),
              (Figures.decimal(one.elo().known(), 0)
                      + " "
                      + Figures.decimals(one.elo().interval(), 0))
                  .strip());
    }
    return plot.html();
  }

  private static Html table(SideReport.StrengthTable strengths) {
    DataTable table =
        new DataTable(
            Column.number("rank"),
            Column.text("model"),
            Column.text("ranks, 95 %"),
            Column.number("Elo"),
            Column.number("strength"),
            Column.number("standard error"));
    for (SideReport.ModelStrength one : strengths.models()) {
      table =
          table.with(
              Cell.count(one.rank()),
              Cell.text(one.model()),
              Cell.text(
                  one.rankLower() == null
                      ? Figures.UNKNOWN
                      : one.rankLower() + "–" + one.rankUpper()),
              Cell.number(one.elo().known(), Figures.decimal(one.elo().known(), 0)),
              Cell.number(
                  one.strength().known(),
                  Figures.decimal(one.strength().known(), 3)
                      + " "
                      + Figures.decimals(one.strength().interval(), 3)),
              Cell.number(one.stderr(), Figures.decimal(one.stderr(), 3)));
    }
    StringBuilder said =
        new StringBuilder("Bradley and Terry, ").append(strengths.method().replace('_', ' '));
    if (strengths.tieParameter() != null) {
      said.append(", parameter of ties ").append(Figures.decimal(strengths.tieParameter(), 3));
    }
    if (strengths.placeEffect() != null) {
      said.append(", what is shown first gains ")
          .append(RateSection.estimate(strengths.placeEffect()))
          .append(" in log-odds");
    }
    said.append(". Intervals and ranks of ")
        .append(Figures.count(strengths.refits()))
        .append(" fits to resampled prompts");
    said.append(
        strengths.refitsWithout() == 0
            ? "."
            : ", of which " + Figures.count(strengths.refitsWithout()) + " have no maximum.");
    return Html.of(table.html(), Html.remark(said.toString()));
  }

  private static Html fits(SideReport.StrengthTable strengths) {
    DataTable table =
        new DataTable(
            Column.text("model"),
            Column.text("against"),
            Column.number("pairs"),
            Column.number("rate"),
            Column.number("by strengths"),
            Column.number("z"),
            Column.number("P(stronger)"),
            Column.text(""));
    for (SideReport.Fit pair : strengths.pairs()) {
      boolean unexplained = Math.abs(known(pair.z())) > LARGEST_Z;
      table =
          table.with(
              Cell.text(pair.first()),
              Cell.text(pair.second()),
              Cell.count(pair.contests()),
              Cell.number(known(pair.observed()), Figures.share(known(pair.observed()))),
              Cell.number(known(pair.fitted()), Figures.share(known(pair.fitted()))),
              Cell.number(known(pair.z()), Figures.decimal(known(pair.z()), 2)),
              Cell.number(known(pair.firstStronger()), Figures.share(known(pair.firstStronger()))),
              Cell.of(
                  unexplained
                      ? Html.badge(Html.Tone.ALARM, "strengths do not explain it")
                      : Html.NOTHING));
    }
    return Html.details("Any two of them: is one number each enough?", table.html());
  }
}
