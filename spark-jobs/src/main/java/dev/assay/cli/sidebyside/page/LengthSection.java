package dev.assay.cli.sidebyside.page;

import dev.assay.cli.sidebyside.page.SideReport.Length;
import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.PointPlot;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.eval.statistic.Share;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How far a judge goes by length: each pair as a point, and the curve that is controlled for. */
record LengthSection(SideReport report, SideBySide side) {
  /** More points than this hide each other, and make the page slow. */
  private static final int MOST_POINTS = 1500;

  /** Of the differences, how many lie within the scale; few long answers would press the others. */
  private static final double WITHIN = 0.98;

  /** Verdicts lie on three lines: points are spread around them, by their ids. */
  private static final double SPREAD = 0.08;

  private static final Axis VERDICTS =
      new Axis(0, 1, 0.5, 0.5, value -> value == 0 ? "loss" : value == 1 ? "win" : "tie");

  private static final int OPEN = 2;
  private static final int CURVE_STEPS = 60;

  Html html() {
    if (side.pairs().isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> drawings = new ArrayList<>();
    for (int judge = 0; judge < report.judges().size(); judge++) {
      // To length itself length is no bias.
      if (judge >= side.judgements().size()
          || report.judges().get(judge).name().equals("rule:length")) {
        continue;
      }
      for (SideReport.Rate rate : report.judges().get(judge).rates()) {
        if (RateSection.isWhole(rate) && rate.length() != null) {
          Html drawing = drawing(side.judgements().get(judge), rate);
          String name =
              rate.candidate()
                  + " against "
                  + rate.baseline()
                  + ", by "
                  + report.judges().get(judge).name();
          drawings.add(
              drawings.size() < OPEN
                  ? Html.of(Html.heading(name), drawing)
                  : Html.details(name, drawing));
        }
      }
    }
    return drawings.isEmpty()
        ? Html.remark(
            "No judge but the rule of length has verdicts: there is nothing to hold length against.")
        : Html.of(drawings);
  }

  private Html drawing(Judgement judgement, SideReport.Rate rate) {
    SideScores scores = side.scores(judgement);
    List<Integer> all =
        IntStream.range(0, side.pairs().size())
            .filter(i -> isOf(side.pairs().get(i), rate) && scores.outcome(i).isPresent())
            .boxed()
            .sorted(Comparator.comparing(i -> side.pairs().get(i).id()))
            .toList();
    List<Integer> shown = all.subList(0, Math.min(MOST_POINTS, all.size()));
    boolean probabilities = judgement.isShown() && !judgement.isGenerated();
    double reach = reach(all);
    List<PointPlot.Point> points = new ArrayList<>();
    for (int i : shown) {
      AnswerPair pair = side.pairs().get(i);
      Outcome outcome = scores.outcome(i).orElseThrow();
      points.add(
          new PointPlot.Point(
              difference(pair),
              probabilities ? preference(judgement.pairs().get(i), outcome) : spread(pair, outcome),
              tone(outcome),
              pair.promptId()
                  + ": "
                  + SideReports.named(outcome)
                  + ", "
                  + Figures.count(pair.candidateLength())
                  + " and "
                  + Figures.count(pair.baselineLength())
                  + " code points"));
    }
    Axis across = Axis.around(0, value -> Figures.count((long) value), -reach, reach);
    PointPlot plot =
        new PointPlot(
            "Verdicts by the difference of lengths",
            "code points of "
                + rate.candidate()
                + "'s answer less those of "
                + rate.baseline()
                + "'s",
            across,
            probabilities ? "probability of " + rate.candidate() + ", %" : "verdict",
            probabilities ? Axis.ofShares() : VERDICTS,
            points,
            curve(rate.length(), across));
    return Html.of(
        plot.html(), Html.remark(sentences(rate, all.size(), shown.size(), probabilities)));
  }

  private static boolean isOf(AnswerPair pair, SideReport.Rate rate) {
    return pair.candidate().equals(rate.candidate()) && pair.baseline().equals(rate.baseline());
  }

  private static long difference(AnswerPair pair) {
    return (long) pair.candidateLength() - pair.baselineLength();
  }

  /** So far to both sides of 0 that nearly all lie within. */
  private double reach(List<Integer> pairs) {
    long[] distances =
        pairs.stream().mapToLong(i -> Math.abs(difference(side.pairs().get(i)))).sorted().toArray();
    return distances.length == 0
        ? 1
        : Math.max(1, distances[(int) Math.floor(WITHIN * (distances.length - 1))]);
  }

  private static double preference(JudgedPair pair, Outcome outcome) {
    if (pair instanceof JudgedPair.BothOrders both) {
      return both.mean();
    }
    return pair instanceof JudgedPair.OneOrder one ? one.candidate() : outcome.score();
  }

  private static double spread(AnswerPair pair, Outcome outcome) {
    double moved = (pair.id().hashCode() & 0xff) / 255.0 - 0.5;
    return 0.5 + (outcome.score() - 0.5) * (1 - SPREAD) + SPREAD * moved;
  }

  static Html.Tone tone(Outcome outcome) {
    return switch (outcome) {
      case WIN -> Html.Tone.WIN;
      case TIE -> Html.Tone.TIE;
      case LOSS -> Html.Tone.LOSS;
    };
  }

  private static List<PointPlot.Place> curve(Length length, Axis across) {
    if (length.theta() == null || length.beta().value() == null) {
      return List.of();
    }
    double[] xs =
        IntStream.rangeClosed(0, CURVE_STEPS)
            .mapToDouble(i -> across.from() + i * (across.to() - across.from()) / CURVE_STEPS)
            .toArray();
    return Arrays.stream(xs)
        .mapToObj(
            x ->
                new PointPlot.Place(
                    x,
                    Share.logistic(
                        length.theta()
                            + length.beta().value() * StrictMath.tanh(x / length.sigma()))))
        .toList();
  }

  private static String sentences(
      SideReport.Rate rate, int pairs, int shown, boolean probabilities) {
    Length length = rate.length();
    StringBuilder said = new StringBuilder();
    said.append("Mean lengths ").append(Figures.count(Math.round(length.candidateMean())));
    said.append(" and ").append(Figures.count(Math.round(length.baselineMean())));
    said.append(" code points");
    if (length.longerShare() != null) {
      said.append("; of verdicts that prefer one of two lengths ");
      said.append(Figures.share(length.longerShare())).append(" % prefer the longer");
    }
    said.append(". Rate ").append(RateSection.shares(rate.rate()));
    if (length.fit().equals("not_identified")) {
      said.append("; lengths cannot be controlled for: all are equal, or all verdicts are.");
    } else {
      said.append(", at equal lengths ").append(RateSection.shares(length.rate()));
      said.append("; β = ").append(RateSection.estimate(length.beta()));
      said.append(" is what length buys, θ + β·tanh(Δ/σ) in log-odds with σ = ");
      said.append(Figures.count(Math.round(length.sigma()))).append(", the curve");
      said.append(length.fit().equals("ridge") ? ", fitted with a penalty." : ".");
    }
    length
        .style()
        .forEach(
            (name, one) ->
                said.append(' ')
                    .append(name.replace('_', ' '))
                    .append(": β = ")
                    .append(RateSection.estimate(one))
                    .append('.'));
    said.append(" Differences beyond the scale lie at its ends");
    said.append(probabilities ? "" : "; verdicts are spread around their lines");
    said.append('.');
    if (shown < pairs) {
      said.append(" Of ").append(Figures.count(pairs)).append(" pairs ");
      said.append(Figures.count(shown)).append(" are drawn.");
    }
    return said.toString();
  }
}
