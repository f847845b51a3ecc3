package dev.assay.spark.internal.sidebyside;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.strength.Strengths;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.Pairing;
import dev.assay.eval.sidebyside.RatingScores;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.eval.sidebyside.SideSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison, computed.
 *
 * @param contestants in the order they were named
 * @param pairings by who meets whom
 * @param pairs of all pairings, one after the other
 * @param judgements one per judge, each of all pairs
 * @param ratings of people, superseded ones too, with raters under the names that are stored
 */
public record SideBySide(
    List<Contestant> contestants,
    Map<SideSpecification.Meeting, Pairing> pairings,
    List<AnswerPair> pairs,
    List<Judgement> judgements,
    List<Rating> ratings,
    SideOptions options) {
  public SideBySide {
    contestants = List.copyOf(contestants);
    pairings = new LinkedHashMap<>(pairings);
    pairs = List.copyOf(pairs);
    judgements = List.copyOf(judgements);
    ratings = List.copyOf(ratings);
  }

  /** What its tables are a function of. */
  public SideSpecification specification() {
    return new SideSpecification(
        contestants.stream()
            .map(one -> new SideSpecification.Source(one.name(), one.source()))
            .toList(),
        List.copyOf(pairings.keySet()),
        judgements.stream()
            .map(one -> new SideSpecification.Source(one.judge(), one.source()))
            .toList(),
        ratings.isEmpty()
            ? ""
            : digest(String.join("\n", ratings.stream().map(Rating::toString).toList())),
        options.toString(),
        SideSpecification.CURRENT);
  }

  public SideScores scores(Judgement judgement) {
    return new SideScores(pairs, judgement, options);
  }

  /** By people, where there are ratings. */
  public List<SideScore> ratingScores() {
    return RatingScores.of(ratings, options.rates());
  }

  /** Of more than two models, by each judge. */
  public Map<String, Strengths> strengths() {
    Map<String, Strengths> strengths = new LinkedHashMap<>();
    for (Judgement judgement : judgements) {
      Optional<Strengths> found = scores(judgement).strengths();
      found.ifPresent(one -> strengths.put(judgement.judge(), one));
    }
    return strengths;
  }

  static String digest(String text) {
    return Sha256.of(text);
  }

  /** The probability of the candidate where it was shown first; null where it was not. */
  static Double candidateFirst(JudgedPair pair) {
    if (pair instanceof JudgedPair.BothOrders both) {
      return both.candidateFirst();
    }
    return pair instanceof JudgedPair.OneOrder one && one.candidateFirst()
        ? one.shownFirst()
        : null;
  }

  /** The probability of the baseline where it was shown first; null where it was not. */
  static Double baselineFirst(JudgedPair pair) {
    if (pair instanceof JudgedPair.BothOrders both) {
      return both.baselineFirst();
    }
    return pair instanceof JudgedPair.OneOrder one && !one.candidateFirst()
        ? one.shownFirst()
        : null;
  }
}
