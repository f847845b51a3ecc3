package dev.assay.eval.safety;

import dev.assay.eval.safety.SafetyReport.Quality;
import dev.assay.eval.scorer.RuleQuality;

/**
 * A model that judged answers.
 *
 * @param name of its folder
 * @param quality how far it agrees with people about refusals; of nothing where that was not
 *     measured
 * @param sameFamily whether it is of the family of the model whose answers it judged
 */
public record Judge(String name, RuleQuality quality, boolean sameFamily) {
  /** In words and figures. */
  Quality described() {
    String flag = sameFamily ? "; a judge of the same family" : "";
    if (quality.answers() == 0) {
      return new Quality("nothing: not checked against people" + flag, java.util.Map.of());
    }
    return SafetyReports.quality(
        quality, "refusals among answers of four models that XSTest's authors labelled" + flag);
  }
}
