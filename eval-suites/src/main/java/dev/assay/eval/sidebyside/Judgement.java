package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import java.util.List;

/**
 * What one judge said of all pairs.
 *
 * @param judge {@code logprob:MODEL}, {@code generated:MODEL}, {@code rule:NAME} or {@code ratings}
 * @param isGenerated whether its verdicts are texts, so that both orders have to say the same
 * @param source id of its run; empty for a rule
 * @param sameFamily whether it is of the family of one of the models
 * @param pairs one per pair, in their order; unparsed where it said nothing
 */
public record Judgement(
    String judge, boolean isGenerated, String source, boolean sameFamily, List<JudgedPair> pairs) {
  public Judgement {
    pairs = List.copyOf(pairs);
  }

  /** Nobody was shown anything, in whatever order. */
  public boolean isRule() {
    return judge.startsWith("rule:");
  }
}
