package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.control.Coefficient;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.preference.strength.ModelStrength;
import dev.assay.eval.preference.strength.Strengths;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.rating.ShownFirst;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.Pairing;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.eval.statistic.Interval;
import dev.assay.spark.internal.tables.AssayVersion;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/** A comparison as rows. */
final class SideTables {
  private final SideBySide side;
  private final String id;

  SideTables(SideBySide side) {
    this.side = side;
    this.id = side.specification().sideId();
  }

  List<Row> pairs() {
    List<Row> rows = new ArrayList<>();
    for (AnswerPair pair : side.pairs()) {
      rows.add(
          new TableRow(Table.PAIRS)
              .with("side_id", id)
              .with("pair_id", pair.id())
              .with("prompt_id", pair.promptId())
              .with("sample", pair.sample())
              .with("category", pair.category())
              .with("prompt_sha256", SideBySide.digest(pair.request()))
              .with("candidate", pair.candidate())
              .with("baseline", pair.baseline())
              .with("candidate_text_sha256", SideBySide.digest(pair.candidateText()))
              .with("baseline_text_sha256", SideBySide.digest(pair.baselineText()))
              .with("candidate_code_points", pair.candidateLength())
              .with("baseline_code_points", pair.baselineLength())
              .with("identical", pair.isIdentical())
              .row());
    }
    return rows;
  }

  List<Row> judgements() {
    List<Row> rows = new ArrayList<>();
    for (Judgement judgement : side.judgements()) {
      SideScores scores = side.scores(judgement);
      for (int i = 0; i < side.pairs().size(); i++) {
        JudgedPair games = judgement.pairs().get(i);
        rows.add(
            new TableRow(Table.JUDGEMENTS)
                .with("side_id", id)
                .with("pair_id", side.pairs().get(i).id())
                .with("judge", judgement.judge())
                .with("judge_run", judgement.source().isEmpty() ? null : judgement.source())
                .with("candidate_first", SideBySide.candidateFirst(games))
                .with("baseline_first", SideBySide.baselineFirst(games))
                .with("truncated", judgement.cut().contains(i))
                .with("outcome", scores.outcome(i).map(SideTables::named).orElse(null))
                .row());
      }
    }
    return rows;
  }

  List<Row> ratings() {
    List<Row> rows = new ArrayList<>();
    for (Rating rating : side.ratings()) {
      rows.add(
          new TableRow(Table.RATINGS)
              .with("side_id", id)
              .with(
                  "pair_id",
                  AnswerPair.id(rating.promptId(), 0, rating.candidate(), rating.baseline()))
              .with("prompt_id", rating.promptId())
              .with("candidate", rating.candidate())
              .with("baseline", rating.baseline())
              .with("rater", rating.rater())
              .with("category", rating.category())
              .with("shown_order", order(rating.shownFirst()))
              .with("level", rating.level())
              .with("label", named(rating.outcome()))
              .with("time", rating.time() == null ? null : Timestamp.from(rating.time()))
              .with("superseded", rating.superseded())
              .row());
    }
    return rows;
  }

  private static String order(ShownFirst first) {
    return switch (first) {
      case CANDIDATE -> "ab";
      case BASELINE -> "ba";
      case UNKNOWN -> null;
    };
  }

  private static String named(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  List<Row> scores() {
    List<Row> rows = new ArrayList<>();
    for (Judgement judgement : side.judgements()) {
      side.scores(judgement)
          .scores()
          .forEach(score -> rows.add(score(score, named(judgement.kinship()))));
    }
    side.ratingScores().forEach(score -> rows.add(score(score, null)));
    return rows;
  }

  private Row score(SideScore score, String kinship) {
    TableRow row =
        new TableRow(Table.SIDE_SCORES)
            .with("side_id", id)
            .with("candidate", score.candidate())
            .with("baseline", score.baseline())
            .with("judge", score.judge())
            .with("subset", score.subset())
            .with("n_pairs", (long) score.pairs())
            .with("sign_p", score.signP())
            .with("consistency", number(score.position().consistency()))
            .with("first_shown_share", number(score.position().firstShownShare()))
            .with("n_unparsed", (long) score.unparsed())
            .with("kinship", kinship)
            .with("n_truncated", (long) score.truncated())
            .with("n_identical", (long) score.identical());
    score.rate().ifPresent(rate -> with(row, rate));
    score.control().ifPresent(control -> with(row, control));
    return row.row();
  }

  private static void with(TableRow row, WinRate rate) {
    Optional<Interval> bounds = rate.interval().map(WinRate.RateInterval::bounds);
    row.with("n_prompts", (long) rate.prompts())
        .with("wins", (long) rate.tally().wins())
        .with("ties", (long) rate.tally().ties())
        .with("losses", (long) rate.tally().losses())
        .with("rate", rate.rate())
        .with("stderr", number(rate.clusterError()))
        .with("lower", bounds.map(Interval::lower).orElse(null))
        .with("upper", bounds.map(Interval::upper).orElse(null))
        .with("interval_kind", rate.interval().map(one -> named(one.kind())).orElse(null));
  }

  private static void with(TableRow row, LengthControl control) {
    row.with("rate_length_controlled", control.rate())
        .with("lower_length_controlled", control.interval().map(Interval::lower).orElse(null))
        .with("upper_length_controlled", control.interval().map(Interval::upper).orElse(null))
        .with("theta", control.theta().map(Coefficient::value).orElse(null))
        .with("beta", control.beta().map(Coefficient::value).orElse(null))
        .with("longer_share", number(control.longerShare()));
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  List<Row> strengths() {
    List<Row> rows = new ArrayList<>();
    side.strengths()
        .forEach(
            (judge, strengths) ->
                strengths.models().forEach(model -> rows.add(strength(judge, strengths, model))));
    return rows;
  }

  private Row strength(String judge, Strengths strengths, ModelStrength model) {
    return new TableRow(Table.STRENGTHS)
        .with("side_id", id)
        .with("judge", judge)
        .with("model", model.model())
        .with("method", named(strengths.method()))
        .with("strength", model.strength())
        .with("stderr", model.standardError())
        .with("lower", model.interval().map(Interval::lower).orElse(null))
        .with("upper", model.interval().map(Interval::upper).orElse(null))
        .with("elo", model.elo())
        .with("rank", model.rank())
        .with("rank_lower", model.ranks().map(ModelStrength.Ranks::best).orElse(null))
        .with("rank_upper", model.ranks().map(ModelStrength.Ranks::worst).orElse(null))
        .row();
  }

  Row side() {
    return new TableRow(Table.SIDES)
        .with("side_id", id)
        .with("created", Timestamp.from(Instant.now()))
        .with("content", side.specification().json())
        .with("n_pairs", (long) side.pairs().size())
        .with("n_candidate_only", sum(Pairing::candidateOnly))
        .with("n_baseline_only", sum(Pairing::baselineOnly))
        .with("n_failed", sum(Pairing::failed))
        .with("n_empty_both", sum(Pairing::emptyBoth))
        .with("assay_version", AssayVersion.current())
        .row();
  }

  private long sum(ToLongFunction<Pairing> count) {
    return side.pairings().values().stream().mapToLong(count).sum();
  }
}
