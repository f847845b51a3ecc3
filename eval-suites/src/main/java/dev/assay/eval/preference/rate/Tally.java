package dev.assay.eval.preference.rate;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Share;
import dev.assay.eval.statistic.SignTest;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Verdicts counted, and what can be said of counts alone: as if they were independent. */
public record Tally(int wins, int ties, int losses) {

  public static Tally of(Stream<Outcome> outcomes) {
    int[] counts = new int[Outcome.values().length];
    outcomes.forEach(outcome -> counts[outcome.ordinal()]++);
    return new Tally(
        counts[Outcome.WIN.ordinal()],
        counts[Outcome.TIE.ordinal()],
        counts[Outcome.LOSS.ordinal()]);
  }

  /** Verdicts. */
  public int n() {
    return wins + ties + losses;
  }

  /** The rate's distance from ½. */
  private double distance() {
    return (wins - losses) / (2.0 * n());
  }

  /** (wins + ties/2)/n; empty of nothing. */
  public OptionalDouble rate() {
    return n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(Share.ofDistance(distance()));
  }

  /** Of all verdicts; empty of nothing. */
  public OptionalDouble share(Outcome outcome) {
    int count =
        switch (outcome) {
          case WIN -> wins;
          case TIE -> ties;
          case LOSS -> losses;
        };
    return n() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / n());
  }

  /**
   * The exact two-sided probability of wins and losses as uneven as these, were either as likely.
   */
  public double signP() {
    return SignTest.twoSided(wins, losses);
  }

  /**
   * rate ± z·√(rate(1 − rate)/n), the published arithmetic. It takes the mean of 1, ½ and 0 for a
   * share of hits: too wide where there are ties, too narrow where a prompt has several ratings.
   */
  public Optional<Interval> binomialWald() {
    double distance = distance();
    return n() == 0
        ? Optional.empty()
        : Optional.of(
            Share.ofDistance(
                Interval.normal(distance, Math.sqrt((0.25 - distance * distance) / n()))));
  }

  /** The standard error of the mean of the scores 1, ½ and 0, with n − 1; empty below two. */
  public OptionalDouble scoreError() {
    double distance = distance();
    return n() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.sqrt(((wins + losses) / (4.0 * n()) - distance * distance) / (n() - 1)));
  }

  /** rate ± z·{@link #scoreError}: what the published arithmetic would be with its ties. */
  public Optional<Interval> scoreWald() {
    OptionalDouble error = scoreError();
    return error.isEmpty()
        ? Optional.empty()
        : Optional.of(Share.ofDistance(Interval.normal(distance(), error.getAsDouble())));
  }

  /** Wilson's score interval, with half a hit for a tie. */
  public Optional<Interval> wilson() {
    return n() == 0
        ? Optional.empty()
        : Optional.of(Interval.wilson(Share.ofDistance(distance()), n()));
  }
}
