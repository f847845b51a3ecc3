package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.PositionBias;
import dev.assay.eval.preference.VerdictRule;
import dev.assay.eval.preference.control.ControlledPair;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.preference.control.StyleCounts;
import dev.assay.eval.preference.rate.CategoryRates;
import dev.assay.eval.preference.rate.RatedOutcome;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.preference.strength.Contest;
import dev.assay.eval.preference.strength.Strengths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rates from verdicts. The order of pairs changes no bit of them. */
public final class SideScores {
  private final List<AnswerPair> pairs;
  private final Judgement judgement;
  private final SideOptions options;
  private final VerdictRule rule;

  /**
   * @param pairs of any models
   */
  public SideScores(List<AnswerPair> pairs, Judgement judgement, SideOptions options) {
    if (pairs.size() != judgement.pairs().size()) {
      throw new IllegalArgumentException(
          pairs.size() + " pairs, and verdicts of " + judgement.pairs().size());
    }
    this.pairs = List.copyOf(pairs);
    this.judgement = judgement;
    this.options = options;
    this.rule = options.rule(judgement);
  }

  /** The verdict of a pair; empty where the judge gave none. */
  public Optional<Outcome> outcome(int pair) {
    Optional<Outcome> plain = plain(pair);
    return plain.isPresent() ? plain : rule.outcome(judgement.pairs().get(pair));
  }

  /** The pair was shown in both orders, and the judge does not say the same of both. */
  public boolean ordersDisagree(int pair) {
    return plain(pair).isEmpty()
        && judgement.pairs().get(pair) instanceof JudgedPair.BothOrders games
        && !rule.consistent(games);
  }

  /** What follows from the answers alone. */
  private Optional<Outcome> plain(int pair) {
    return judgement.isOfModels() ? Optional.empty() : pairs.get(pair).plain();
  }

  /** Of each two models over all pairs, then by category where there are several. */
  public List<SideScore> scores() {
    Map<List<String>, List<Integer>> models = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      models
          .computeIfAbsent(
              List.of(pairs.get(i).candidate(), pairs.get(i).baseline()), two -> new ArrayList<>())
          .add(i);
    }
    List<SideScore> scores = new ArrayList<>();
    models.values().forEach(of -> scores.addAll(ofModels(of)));
    return scores;
  }

  private List<SideScore> ofModels(List<Integer> all) {
    List<SideScore> scores = new ArrayList<>();
    Optional<WinRate> rate = WinRate.of(rated(all), options.rates());
    scores.add(
        score(SideScore.ALL, all, rate, rate.map(one -> one.tally().signP()).orElse(1.0), true));
    Map<String, List<Integer>> categories = new TreeMap<>();
    all.forEach(
        i -> categories.computeIfAbsent(pairs.get(i).category(), name -> new ArrayList<>()).add(i));
    if (categories.size() > 1) {
      Map<String, List<RatedOutcome>> rated = new TreeMap<>();
      categories.forEach((name, of) -> rated.put(name, rated(of)));
      CategoryRates.of(rated, options.rates())
          .ifPresent(
              rates ->
                  rates
                      .categories()
                      .forEach(
                          one ->
                              scores.add(
                                  score(
                                      "category=" + one.category(),
                                      categories.get(one.category()),
                                      Optional.of(one.rate()),
                                      one.signP(),
                                      false))));
    }
    return scores;
  }

  private SideScore score(
      String subset, List<Integer> of, Optional<WinRate> rate, double signP, boolean whole) {
    AnswerPair first = pairs.get(of.get(0));
    List<JudgedPair> asked =
        of.stream()
            .filter(i -> plain(i).isEmpty() && judgement.isShown())
            .map(judgement.pairs()::get)
            .toList();
    return new SideScore(
        first.candidate(),
        first.baseline(),
        judgement.judge(),
        subset,
        of.size(),
        (int) of.stream().filter(i -> pairs.get(i).isIdentical()).count(),
        (int) of.stream().filter(i -> outcome(i).isEmpty()).count(),
        (int) of.stream().filter(judgement.cut()::contains).count(),
        rate,
        signP,
        PositionBias.of(asked, rule),
        whole && !judgement.isOfModels() ? LengthControl.of(controlled(of)) : Optional.empty());
  }

  private List<RatedOutcome> rated(List<Integer> of) {
    List<RatedOutcome> rows = new ArrayList<>();
    of.forEach(
        i ->
            outcome(i)
                .ifPresent(outcome -> rows.add(RatedOutcome.of(pairs.get(i).promptId(), outcome))));
    return rows;
  }

  private List<ControlledPair> controlled(List<Integer> of) {
    List<ControlledPair> rows = new ArrayList<>();
    for (int i : of) {
      AnswerPair pair = pairs.get(i);
      outcome(i)
          .ifPresent(
              outcome ->
                  rows.add(
                      new ControlledPair(
                          pair.promptId(),
                          preference(i, outcome),
                          pair.candidateLength(),
                          pair.baselineLength(),
                          options.style()
                              ? StyleCounts.of(pair.candidateText())
                                  .differences(StyleCounts.of(pair.baselineText()))
                              : List.of())));
    }
    return rows;
  }

  private double preference(int pair, Outcome outcome) {
    if (options.soft() && judgement.pairs().get(pair) instanceof JudgedPair.BothOrders games) {
      return games.mean();
    }
    return outcome.score();
  }

  /**
   * Strengths of all models.
   *
   * @return empty of two models, whose rate says it all
   * @throws dev.assay.core.error.AssayException of kind DATA where no strengths explain the
   *     verdicts
   */
  public Optional<Strengths> strengths() {
    List<Contest> contests =
        IntStream.range(0, pairs.size())
            .filter(i -> outcome(i).isPresent())
            .mapToObj(
                i ->
                    new Contest(
                        pairs.get(i).promptId(),
                        pairs.get(i).candidate(),
                        pairs.get(i).baseline(),
                        outcome(i).orElseThrow()))
            .toList();
    long models =
        contests.stream()
            .flatMap(one -> java.util.stream.Stream.of(one.first(), one.second()))
            .distinct()
            .count();
    return models > 2 ? Strengths.of(contests, options.strengths()) : Optional.empty();
  }
}
