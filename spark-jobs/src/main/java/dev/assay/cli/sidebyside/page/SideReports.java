package dev.assay.cli.sidebyside.page;

import dev.assay.cli.sidebyside.page.SideReport.Estimate;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.agreement.JudgeAgreement;
import dev.assay.eval.preference.control.Coefficient;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.preference.control.StyleCounts;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.preference.strength.Strengths;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.rating.RatingImport;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.PeopleCheck;
import dev.assay.eval.sidebyside.RatingScores;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.eval.statistic.Interval;
import dev.assay.spark.internal.sidebyside.SideBySide;
import dev.assay.spark.internal.tables.AssayVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a report together from a comparison; computes nothing of its own. */
final class SideReports {
  private static final double ELO_SCALE = 400 / StrictMath.log(10);

  private final SideBySide side;
  private final String question;
  private final Optional<RatingImport> people;

  private SideReports(SideBySide side, String question, Optional<RatingImport> people) {
    this.side = side;
    this.question = question;
    this.people = people;
  }

  /**
   * A report.
   *
   * @param question what judges that are models were asked
   * @param people their ratings, under the names of raters that may be shown
   */
  static SideReport of(SideBySide side, String question, Optional<RatingImport> people) {
    return new SideReports(side, question, people).report();
  }

  private SideReport report() {
    return new SideReport(
        side.specification().sideId(),
        AssayVersion.current(),
        side.contestants().stream().map(SideReports::model).toList(),
        side.pairings().entrySet().stream()
            .map(
                entry ->
                    new SideReport.Meeting(
                        entry.getKey().candidate(),
                        entry.getKey().baseline(),
                        entry.getValue().pairs().size(),
                        entry.getValue().candidateOnly(),
                        entry.getValue().baselineOnly(),
                        entry.getValue().failed(),
                        entry.getValue().emptyBoth()))
            .toList(),
        judges(),
        people.map(SideReports::ratings).orElse(null),
        settings(side.options()));
  }

  private static SideReport.Model model(Contestant one) {
    return new SideReport.Model(
        one.name(), one.family(), one.fingerprint(), one.source(), one.answers().size());
  }

  private List<SideReport.Judge> judges() {
    List<SideReport.Judge> judges =
        new ArrayList<>(side.judgements().stream().map(this::judge).toList());
    if (!side.ratings().isEmpty()) {
      judges.add(people());
    }
    return judges;
  }

  private SideReport.Judge people() {
    List<SideScore> scores = side.ratingScores();
    return new SideReport.Judge(
        RatingScores.JUDGE,
        SideReport.Kind.PEOPLE,
        null,
        List.of(),
        null,
        SideReports.named(Judgement.Kinship.NONE),
        true,
        Alarms.of(scores, Optional.empty()),
        RatingErrors.of(side.ratings(), side.options().rates()),
        scores.stream().map(SideReports::rate).toList(),
        null,
        null);
  }

  private SideReport.Judge judge(Judgement judgement) {
    SideScores scores = side.scores(judgement);
    Optional<PeopleCheck> check =
        people.flatMap(
            some -> PeopleCheck.of(side.pairs(), scores, side.options(), some.counted()));
    List<SideScore> all = scores.scores();
    List<String> runs =
        judgement.source().isEmpty() ? List.of() : List.of(judgement.source().split("\\+"));
    return new SideReport.Judge(
        judgement.judge(),
        kind(judgement),
        judgement.isShown() ? question : null,
        runs,
        runs.isEmpty()
            ? null
            : new SideReport.Tokens(
                judgement.tokens().computed(), judgement.tokens().withoutSharing()),
        named(judgement.kinship()),
        check.filter(one -> one.agreement().isTrusted()).isPresent(),
        Alarms.of(all, check),
        List.of(),
        all.stream().map(SideReports::rate).toList(),
        check.map(SideReports::people).orElse(null),
        scores.strengths().map(SideReports::strengths).orElse(null));
  }

  private static SideReport.Kind kind(Judgement judgement) {
    if (judgement.isRule()) {
      return SideReport.Kind.RULE;
    }
    if (judgement.isOfModels()) {
      return SideReport.Kind.LIKELIHOOD;
    }
    return judgement.isGenerated() ? SideReport.Kind.GENERATED : SideReport.Kind.LOG_PROBABILITY;
  }

  private static SideReport.Rate rate(SideScore score) {
    Optional<WinRate> rate = score.rate();
    Optional<WinRate.RateInterval> interval = rate.flatMap(WinRate::interval);
    return new SideReport.Rate(
        score.candidate(),
        score.baseline(),
        score.subset(),
        score.pairs(),
        rate.map(WinRate::prompts).orElse(0),
        score.identical(),
        score.unparsed(),
        score.truncated(),
        rate.map(one -> one.tally().wins()).orElse(0),
        rate.map(one -> one.tally().ties()).orElse(0),
        rate.map(one -> one.tally().losses()).orElse(0),
        estimate(rate.map(WinRate::rate), interval.map(WinRate.RateInterval::bounds)),
        interval.map(one -> named(one.kind())).orElse(null),
        rate.map(WinRate::clusterError).map(SideReports::number).orElse(null),
        score.signP(),
        number(score.position().consistency()),
        number(score.position().firstShownShare()),
        score.control().map(SideReports::length).orElse(null));
  }

  private static SideReport.Length length(LengthControl control) {
    Map<String, Estimate> style = new LinkedHashMap<>();
    for (int i = 0; i < control.style().size(); i++) {
      style.put(StyleCounts.NAMES.get(i), coefficient(control.style().get(i)));
    }
    return new SideReport.Length(
        estimate(Optional.of(control.rate()), control.interval()),
        named(control.fit()),
        control.sigma(),
        control.theta().map(Coefficient::value).orElse(null),
        coefficient(control.beta()),
        style,
        number(control.longerShare()),
        control.candidateLength(),
        control.baselineLength(),
        control.isFarFromRaw());
  }

  private static Estimate coefficient(Optional<Coefficient> one) {
    return estimate(one.map(Coefficient::value), one.map(Coefficient::interval));
  }

  private static SideReport.People people(PeopleCheck check) {
    JudgeAgreement agreement = check.agreement();
    Map<String, Map<String, Integer>> table = new LinkedHashMap<>();
    for (Outcome judge : Outcome.values()) {
      Map<String, Integer> row = new LinkedHashMap<>();
      for (Outcome person : Outcome.values()) {
        row.put(named(person), agreement.table().count(judge, person));
      }
      table.put(named(judge), row);
    }
    List<SideReport.Corrected> corrected = new ArrayList<>();
    check
        .corrected()
        .forEach(
            (meeting, rate) -> {
              if (rate.hasEnoughRated()) {
                corrected.add(
                    new SideReport.Corrected(
                        meeting.candidate(),
                        meeting.baseline(),
                        rate.rated(),
                        estimate(Optional.of(rate.rate()), rate.interval())));
              }
            });
    corrected.sort(
        Comparator.comparing(SideReport.Corrected::candidate)
            .thenComparing(SideReport.Corrected::baseline));
    return new SideReport.People(
        agreement.pairs(),
        agreement.prompts(),
        resampled(agreement.agreement()),
        resampled(agreement.kappa()),
        resampled(agreement.kappaWithoutTies()),
        table,
        check.among().map(alpha -> number(alpha.alpha())).orElse(null),
        corrected);
  }

  private static Estimate resampled(JudgeAgreement.Resampled one) {
    return estimate(Optional.ofNullable(number(one.value())), one.interval());
  }

  private static SideReport.StrengthTable strengths(Strengths strengths) {
    return new SideReport.StrengthTable(
        named(strengths.method()),
        number(strengths.tieParameter()),
        strengths
            .placeEffect()
            .map(
                place ->
                    estimate(
                        Optional.of(place.gamma()),
                        Optional.of(Interval.normal(place.gamma(), place.standardError()))))
            .orElse(null),
        strengths.refits(),
        strengths.refitsWithout(),
        strengths.models().stream()
            .map(
                one ->
                    new SideReport.ModelStrength(
                        one.model(),
                        estimate(Optional.of(one.strength()), one.interval()),
                        one.standardError(),
                        estimate(
                            Optional.of(one.elo()),
                            one.interval()
                                .map(
                                    bounds ->
                                        new Interval(
                                            elo(one.elo(), bounds.lower() - one.strength()),
                                            elo(one.elo(), bounds.upper() - one.strength())))),
                        one.rank(),
                        one.ranks().map(ranks -> ranks.best()).orElse(null),
                        one.ranks().map(ranks -> ranks.worst()).orElse(null)))
            .toList(),
        strengths.pairs().stream()
            .map(
                pair ->
                    new SideReport.Fit(
                        pair.first(),
                        pair.second(),
                        pair.contests(),
                        number(pair.observed()),
                        number(pair.fitted()),
                        number(pair.z()),
                        number(pair.firstStronger())))
            .toList());
  }

  private static double elo(double of, double difference) {
    return of + ELO_SCALE * difference;
  }

  private static SideReport.Ratings ratings(RatingImport people) {
    Map<String, Integer> unusable = new LinkedHashMap<>();
    people.unusableByCause().forEach((cause, count) -> unusable.put(named(cause), count));
    return new SideReport.Ratings(
        people.counted().size(),
        people.superseded(),
        (int) people.counted().stream().map(Rating::rater).distinct().count(),
        unusable,
        people.notices().stream().map(Object::toString).toList());
  }

  private static SideReport.Settings settings(SideOptions options) {
    return new SideReport.Settings(
        options.tau(),
        options.lenientOrders(),
        options.soft(),
        options.style(),
        options.categories(),
        named(options.rates().interval()),
        named(options.rates().weighing()),
        options.rates().resamples(),
        options.rates().seed(),
        named(options.strengths().method()),
        options.strengths().prior(),
        options.strengths().anchor().map(one -> one.model() + "=" + one.elo()).orElse(null));
  }

  private static Estimate estimate(Optional<Double> value, Optional<Interval> interval) {
    return new Estimate(
        value.filter(Double::isFinite).orElse(null),
        interval.map(Interval::lower).filter(Double::isFinite).orElse(null),
        interval.map(Interval::upper).filter(Double::isFinite).orElse(null));
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  static String named(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
