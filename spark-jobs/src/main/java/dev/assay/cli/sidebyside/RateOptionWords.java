package dev.assay.cli.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.preference.rate.IntervalKind;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.Weighing;
import dev.assay.eval.preference.strength.StrengthMethod;
import dev.assay.eval.preference.strength.StrengthOptions;
import dev.assay.eval.sidebyside.SideOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How verdicts become rates. */
final class RateOptionWords {
  @Option(
      names = "--tau",
      paramLabel = "P",
      defaultValue = "0.05",
      description =
          "How far a mean probability lies from 1/2 where it is no tie (default: ${DEFAULT-VALUE}).")
  private double tau;

  @Option(
      names = "--lenient_orders",
      description = "A generated win in one order and a tie in the other make a win.")
  private boolean lenient;

  @Option(
      names = "--interval",
      paramLabel = "KIND",
      defaultValue = "bootstrap",
      description = "bootstrap, cluster, wilson or paper (default: ${DEFAULT-VALUE}).")
  private IntervalKind interval;

  @Option(
      names = "--weigh",
      paramLabel = "WHAT",
      defaultValue = "rows",
      description = "rows or prompts: what counts 1 (default: ${DEFAULT-VALUE}).")
  private Weighing weighing;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Of prompts, for intervals (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Of the resamples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--soft", description = "Control for length in probabilities, not in verdicts.")
  private boolean soft;

  @Option(
      names = "--style",
      description = "Control for headings, lists and bold spans beside length.")
  private boolean style;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "ties_as_half",
      description =
          "Strengths of more than two models: ties_as_half, davidson, rao_kupper or order_effect"
              + " (default: ${DEFAULT-VALUE}).")
  private StrengthMethod method;

  @Option(
      names = "--prior",
      description = "Strengths exist whatever the verdicts: half a win and half a loss of each.")
  private boolean prior;

  @Option(
      names = "--anchor",
      paramLabel = "MODEL=ELO",
      description = "The model whose Elo number is fixed.")
  private String anchor;

  RateOptions rates() {
    if (resamples < 1) {
      throw new AssayException(
          ErrorKind.USAGE, "--resamples is " + resamples, "it is below 1", "give e.g. 10000");
    }
    return new RateOptions(interval, weighing, resamples, seed);
  }

  /**
   * All of them.
   *
   * @param categories as {@link SideOptions} has it
   */
  SideOptions options(String categories) {
    if (!(tau >= 0 && tau <= 0.5)) {
      throw new AssayException(
          ErrorKind.USAGE, "--tau is " + tau, "it lies between 0 and 0.5", "give e.g. 0.05");
    }
    StrengthOptions strengths =
        new StrengthOptions(method, prior, StrengthOptions.DEFAULT.resamples(), seed, anchored());
    return new SideOptions(tau, lenient, soft, style, categories, rates(), strengths);
  }

  private Optional<StrengthOptions.Anchor> anchored() {
    if (anchor == null) {
      return Optional.empty();
    }
    int equals = anchor.lastIndexOf('=');
    try {
      return Optional.of(
          new StrengthOptions.Anchor(
              anchor.substring(0, Math.max(0, equals)),
              Double.parseDouble(anchor.substring(equals + 1))));
    } catch (NumberFormatException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--anchor is '" + anchor + "'",
          "what follows the last = is no number",
          "give e.g. gemma-2b=1000",
          e);
    }
  }
}
