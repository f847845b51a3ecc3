package dev.assay.cli.sidebyside;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.page.Figures;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.agreement.JudgeAgreement;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.preference.rate.Tally;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.preference.strength.ModelStrength;
import dev.assay.eval.preference.strength.Strengths;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.Pairing;
import dev.assay.eval.sidebyside.PeopleCheck;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.eval.statistic.Interval;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** A comparison as text: a rate is never without its baseline and its judge. */
final class SideText {
  static final String UNCHECKED = "not checked against people";

  private final SideBySide side;
  private final List<Rating> ratings;
  private final StringBuilder text = new StringBuilder();

  private SideText(SideBySide side, List<Rating> ratings) {
    this.side = side;
    this.ratings = ratings;
  }

  /**
   * @param ratings of people, those that count
   */
  static String of(SideBySide side, List<Rating> ratings) {
    SideText text = new SideText(side, ratings);
    side.pairings().forEach((meeting, pairing) -> text.pairing(meeting.toString(), pairing));
    side.judgements().forEach(text::judgement);
    side.strengths().forEach(text::strengths);
    return text.text.toString();
  }

  private void pairing(String meeting, Pairing pairing) {
    if (pairing.candidateOnly() + pairing.baselineOnly() + pairing.failed() + pairing.emptyBoth()
        > 0) {
      text.append(
          "%s: %d pairs; left out %d of the candidate alone, %d of the baseline alone, %d failed, %d empty of both%n"
              .formatted(
                  meeting,
                  pairing.pairs().size(),
                  pairing.candidateOnly(),
                  pairing.baselineOnly(),
                  pairing.failed(),
                  pairing.emptyBoth()));
    }
  }

  private void judgement(Judgement judgement) {
    text.append(judgement.judge());
    Optional<PeopleCheck> people =
        PeopleCheck.of(side.pairs(), side.scores(judgement), side.options(), ratings);
    boolean checked = people.filter(check -> check.agreement().isTrusted()).isPresent();
    text.append(
        judgement.isRule()
            ? ", a rule"
            : judgement.isOfModels()
                ? ", of right answers: no preference of what models write"
                : checked ? "" : ", " + UNCHECKED);
    String kinship = judgement.kinship().words();
    text.append(kinship.isEmpty() ? "" : ", " + kinship);
    text.append(judgement.source().isEmpty() ? "\n" : ", run " + judgement.source() + "\n");
    TextTable table =
        new TextTable(
            Column.text("candidate"),
            Column.text("baseline"),
            Column.text("pairs of"),
            Column.number("win rate"),
            Column.text("95 %"),
            Column.number("W/T/L %"),
            Column.number("n"),
            Column.number("consistent"),
            Column.number("first shown"),
            Column.text("length-controlled"));
    side.scores(judgement).scores().forEach(score -> row(table, score));
    text.append(table.text(UnaryOperator.identity()));
    side.scores(judgement).scores().stream()
        .filter(score -> score.subset().equals(SideScore.ALL))
        .forEach(this::alarms);
    people.ifPresent(this::people);
    if (judgement.tokens().computed() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,d tokens computed; %,d without sharing%n",
              judgement.tokens().computed(),
              judgement.tokens().withoutSharing()));
    }
  }

  private void people(PeopleCheck check) {
    text.append("judge–people κ ").append(resampled(check.agreement().kappa()));
    text.append(", agreement ").append(resampled(check.agreement().agreement()));
    check
        .among()
        .filter(alpha -> alpha.alpha().isPresent())
        .ifPresent(
            alpha ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        ", people among themselves α %.2f",
                        alpha.alpha().getAsDouble())));
    text.append(", n = ").append(check.agreement().pairs()).append(" pairs\n");
    check
        .corrected()
        .forEach(
            (meeting, rate) -> {
              if (rate.hasEnoughRated()) {
                text.append("corrected by ").append(rate.rated()).append(" rated pairs, ");
                text.append(meeting.candidate()).append(" against ").append(meeting.baseline());
                text.append(": ").append(percent(rate.rate())).append(' ');
                text.append(rate.interval().map(SideText::bounds).orElse("")).append('\n');
              }
            });
  }

  private static String resampled(JudgeAgreement.Resampled value) {
    if (value.value().isEmpty()) {
      return "–";
    }
    return Figures.decimal(value.value().getAsDouble(), 2)
        + value.interval().map(one -> " " + Figures.decimals(one, 2)).orElse("");
  }

  private static void row(TextTable table, SideScore score) {
    Optional<WinRate> rate = score.rate();
    table.add(
        Cell.of(score.candidate()),
        Cell.of(score.baseline()),
        Cell.of(score.subset().replace("category=", "")),
        Cell.of(rate.map(one -> percent(one.rate())).orElse("–")),
        Cell.of(rate.flatMap(WinRate::interval).map(one -> bounds(one.bounds())).orElse("")),
        Cell.of(rate.map(one -> shares(one.tally())).orElse("–")),
        Cell.of(String.valueOf(rate.map(one -> one.tally().n()).orElse(0))),
        Cell.of(share(score.position().consistency())),
        Cell.of(share(score.position().firstShownShare())),
        Cell.of(score.control().map(SideText::controlled).orElse("")));
  }

  private void alarms(SideScore score) {
    if (score.position().isInconsistent()) {
      text.append("! many pairs change with the order: ").append(score.candidate()).append('\n');
    }
    if (score.position().isBiased()) {
      text.append("! the judge goes by the place: ").append(score.candidate()).append('\n');
    }
    if (score.truncated() > 0) {
      text.append(score.truncated()).append(" pairs with answers that were shown in part\n");
    }
    if (score.unparsed() > 0) {
      text.append(score.unparsed()).append(" pairs without a verdict are in no rate\n");
    }
    if (score.control().filter(one -> one.fit() == LengthControl.Fit.RIDGE).isPresent()) {
      text.append("lengths tell wins from losses: controlled with a penalty\n");
    }
  }

  private void strengths(String judge, Strengths strengths) {
    text.append("strengths by ").append(judge).append(", ");
    text.append(strengths.method().name().toLowerCase(Locale.ROOT)).append('\n');
    TextTable table =
        new TextTable(
            Column.number("rank"),
            Column.text("model"),
            Column.number("Elo"),
            Column.number("strength"),
            Column.text("95 %"),
            Column.text("ranks"));
    for (ModelStrength model : strengths.models()) {
      table.add(
          Cell.of(String.valueOf(model.rank())),
          Cell.of(model.model()),
          Cell.of(Figures.decimal(model.elo(), 0)),
          Cell.of(Figures.decimal(model.strength(), 3)),
          Cell.of(model.interval().map(one -> Figures.decimals(one, 3)).orElse("")),
          Cell.of(model.ranks().map(one -> one.best() + "–" + one.worst()).orElse("")));
    }
    text.append(table.text(UnaryOperator.identity()));
    strengths
        .unexplained()
        .forEach(
            pair ->
                text.append("! strengths do not explain ")
                    .append(pair.first())
                    .append(" against ")
                    .append(pair.second())
                    .append('\n'));
  }

  private static String controlled(LengthControl control) {
    return percent(control.rate()) + control.interval().map(one -> " " + bounds(one)).orElse("");
  }

  static String bounds(Interval interval) {
    return Figures.shares(interval);
  }

  static String shares(Tally tally) {
    return "%s/%s/%s"
        .formatted(
            share(tally.share(Outcome.WIN)),
            share(tally.share(Outcome.TIE)),
            share(tally.share(Outcome.LOSS)));
  }

  static String share(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "–";
  }

  static String percent(double share) {
    return Figures.share(share);
  }

  /** Of rates by what they are of, e.g. of ratings. */
  static String rates(Map<String, WinRate> rates) {
    TextTable table =
        new TextTable(
            Column.text("candidate, baseline"),
            Column.number("win rate"),
            Column.text("95 %"),
            Column.number("W/T/L %"),
            Column.number("n"),
            Column.number("prompts"));
    rates.forEach(
        (name, rate) ->
            table.add(
                Cell.of(name),
                Cell.of(percent(rate.rate())),
                Cell.of(rate.interval().map(one -> bounds(one.bounds())).orElse("")),
                Cell.of(shares(rate.tally())),
                Cell.of(String.valueOf(rate.tally().n())),
                Cell.of(String.valueOf(rate.prompts()))));
    return table.text(UnaryOperator.identity());
  }
}
