package dev.assay.eval.preference.strength;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Strengths of models by their contests.
 *
 * @param method on whose scale they are
 * @param models the strongest first
 * @param pairs any two models, in the order of their names
 * @param tieParameter ν of Davidson, η of Rao and Kupper: 0 where nothing was tied; empty for the
 *     methods that have none
 * @param placeEffect γ; empty unless asked for
 * @param logLikelihood of the results, and of the prior where there is one
 * @param contests how many
 * @param prompts clusters
 * @param refits resamples that were fitted
 * @param refitsWithout those of them for which no strengths exist: of more than one in a hundred
 *     there are no intervals
 */
public record Strengths(
    StrengthMethod method,
    List<ModelStrength> models,
    List<PairFit> pairs,
    OptionalDouble tieParameter,
    Optional<PlaceEffect> placeEffect,
    double logLikelihood,
    int contests,
    int prompts,
    int refits,
    int refitsWithout) {
  private static final double ELO_MEAN = 1000;
  private static final double ELO_SCALE = 400 / StrictMath.log(10);

  public Strengths {
    models = List.copyOf(models);
    pairs = List.copyOf(pairs);
  }

  /** What standing first is worth, in log-odds. */
  public record PlaceEffect(double gamma, double standardError) {}

  /**
   * @param contests in any order
   * @return empty of no contests
   * @throws AssayException DATA where no strengths explain the results best, with the groups of
   *     models that cannot be told from each other; USAGE for an anchor that is no model
   */
  public static Optional<Strengths> of(List<Contest> contests, StrengthOptions options) {
    if (contests.isEmpty()) {
      return Optional.empty();
    }
    Results results = Results.of(contests, options.method() == StrengthMethod.ORDER_EFFECT);
    options.anchor().ifPresent(anchor -> check(anchor, results.models()));
    if (!options.prior()) {
      List<List<String>> groups = results.groups(results.total());
      if (groups.size() > 1) {
        throw refused(
            "no chain of wins and ties leads there and back between "
                + groups.stream()
                    .map(group -> "{" + String.join(", ", group) + "}")
                    .collect(Collectors.joining(" and ")));
      }
    }
    StrengthFit fit =
        fit(options.method(), results, results.total(), options.prior(), null)
            .orElseThrow(() -> refused("their likelihood grows without end"));
    return Optional.of(result(results, fit, options));
  }

  /** Where nothing is tied, the parameter of ties is at its end, and the rest is a fit without. */
  static Optional<StrengthFit> fit(
      StrengthMethod method, Results results, double[] counts, boolean prior, double[] start) {
    boolean plain = method.modelsTies() && !isTied(counts);
    return StrengthFit.of(
        plain ? StrengthMethod.TIES_AS_HALF : method, results, counts, prior, start);
  }

  private static boolean isTied(double[] counts) {
    for (int at = 1; at < counts.length; at += Results.COUNTS) {
      if (counts[at] > 0) {
        return true;
      }
    }
    return false;
  }

  private static void check(StrengthOptions.Anchor anchor, List<String> models) {
    if (!models.contains(anchor.model())) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the anchor '" + anchor.model() + "' has no strength",
          "no contest names it",
          "take one of " + models);
    }
  }

  private static AssayException refused(String cause) {
    return new AssayException(
        ErrorKind.DATA,
        "the models' strengths have no maximum",
        cause,
        "judge more pairs of these models, or give every model a prior of half a win and half a"
            + " loss (--prior 0.5)");
  }

  private static Strengths result(Results results, StrengthFit fit, StrengthOptions options) {
    StrengthMethod method = options.method();
    StrengthMethod fitted =
        method.modelsTies() && !isTied(results.total()) ? StrengthMethod.TIES_AS_HALF : method;
    Refits refits = Refits.of(method, results, fit, options);
    double tie = fitted == StrengthMethod.DAVIDSON ? StrictMath.exp(fit.extra()) : fit.extra();
    return new Strengths(
        method,
        models(results.models(), fit, refits, options.anchor()),
        PairFits.of(results, fitted, fit, refits),
        method.modelsTies() ? OptionalDouble.of(tie) : OptionalDouble.empty(),
        method == StrengthMethod.ORDER_EFFECT
            ? Optional.of(new PlaceEffect(fit.extra(), fit.extraError()))
            : Optional.empty(),
        fit.maximum().value(),
        (int) Arrays.stream(results.total()).sum(),
        results.prompts().length,
        refits.asked(),
        refits.without());
  }

  private static List<ModelStrength> models(
      List<String> names, StrengthFit fit, Refits refits, Optional<StrengthOptions.Anchor> anchor) {
    double[] strengths = fit.strengths();
    double fixed =
        anchor
            .map(one -> one.elo() - ELO_SCALE * strengths[names.indexOf(one.model())])
            .orElse(ELO_MEAN);
    List<ModelStrength> models = new ArrayList<>();
    for (int model = 0; model < names.size(); model++) {
      models.add(
          new ModelStrength(
              names.get(model),
              strengths[model],
              fit.standardError(model),
              refits.interval(model),
              fixed + ELO_SCALE * strengths[model],
              Refits.rank(strengths, model),
              refits.ranks(model)));
    }
    models.sort(Comparator.comparingInt(ModelStrength::rank).thenComparing(ModelStrength::model));
    return models;
  }

  /** The model's; empty of one that is not there. */
  public Optional<ModelStrength> model(String name) {
    return models.stream().filter(one -> one.model().equals(name)).findFirst();
  }

  /** Pairs whose results one strength each cannot explain. */
  public List<PairFit> unexplained() {
    return pairs.stream().filter(PairFit::isUnexplained).toList();
  }
}
