package dev.assay.eval.preference;

import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.preference.JudgedPair.OneOrder;
import java.util.Optional;

/** When a judged pair is a win, a tie or a loss. Set before a run, since results hang on it. */
public sealed interface VerdictRule {
  /** How far a mean probability must lie from ½, where nothing else is asked for. */
  double DEFAULT_TAU = 0.05;

  /**
   * For probabilities: a tie where the games disagree or the mean lies within τ of ½, else by the
   * mean. For generated verdicts it is the lenient rule: a win and a tie make a win.
   *
   * @param tau from 0 to ½
   */
  record Margin(double tau) implements VerdictRule {
    public Margin {
      if (!(tau >= 0 && tau <= 0.5)) {
        throw new IllegalArgumentException("tau is " + tau + ", not from 0 to 0.5");
      }
    }

    @Override
    public Outcome ofBoth(BothOrders games) {
      return games.disagree() ? Outcome.TIE : outcome(games.distance());
    }

    @Override
    public Outcome ofOne(OneOrder game) {
      return outcome(game.distance());
    }

    @Override
    public boolean consistent(BothOrders games) {
      return !games.disagree();
    }

    private Outcome outcome(double distance) {
      if (Math.abs(distance) < tau || distance == 0) {
        return Outcome.TIE;
      }
      return distance > 0 ? Outcome.WIN : Outcome.LOSS;
    }
  }

  /**
   * For generated verdicts of probability 1, ½ or 0: a win or loss only where both games name the
   * same model (Zheng et al., 2023, MT-bench); consistent only where both say the same.
   */
  record BothAgree() implements VerdictRule {
    @Override
    public Outcome ofBoth(BothOrders games) {
      Outcome first = named(games.candidateFirst() - 0.5);
      return first == named(0.5 - games.baselineFirst()) ? first : Outcome.TIE;
    }

    @Override
    public Outcome ofOne(OneOrder game) {
      return named(game.distance());
    }

    @Override
    public boolean consistent(BothOrders games) {
      return named(games.candidateFirst() - 0.5) == named(0.5 - games.baselineFirst());
    }

    private static Outcome named(double distance) {
      if (distance == 0) {
        return Outcome.TIE;
      }
      return distance > 0 ? Outcome.WIN : Outcome.LOSS;
    }
  }

  Outcome ofBoth(BothOrders games);

  Outcome ofOne(OneOrder game);

  /** The games of a pair say the same of the models. */
  boolean consistent(BothOrders games);

  /** Empty where the pair has no verdict and is left out of rates. */
  default Optional<Outcome> outcome(JudgedPair pair) {
    if (pair instanceof BothOrders both) {
      return Optional.of(ofBoth(both));
    }
    return pair instanceof OneOrder one ? Optional.of(ofOne(one)) : Optional.empty();
  }
}
