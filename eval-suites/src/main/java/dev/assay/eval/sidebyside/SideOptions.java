package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.VerdictRule;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.strength.StrengthOptions;

/**
 * How verdicts become rates: set before a comparison, and part of its identity.
 *
 * @param tau how far a mean probability lies from ½ where it is no tie
 * @param lenientOrders a generated win and a tie make a win
 * @param soft length is controlled for in probabilities, not in verdicts
 * @param style headings, lists and bold spans are controlled for beside length
 * @param categories name of the column or trait that rates are told apart by
 */
public record SideOptions(
    double tau,
    boolean lenientOrders,
    boolean soft,
    boolean style,
    String categories,
    RateOptions rates,
    StrengthOptions strengths) {
  public static final SideOptions DEFAULT =
      new SideOptions(
          VerdictRule.DEFAULT_TAU,
          false,
          false,
          false,
          "category",
          RateOptions.DEFAULT,
          StrengthOptions.DEFAULT);

  /** The rule of a judge's verdicts. */
  VerdictRule rule(Judgement judgement) {
    return judgement.isGenerated() && !lenientOrders
        ? new VerdictRule.BothAgree()
        : new VerdictRule.Margin(tau);
  }
}
