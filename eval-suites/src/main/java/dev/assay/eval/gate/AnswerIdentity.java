package dev.assay.eval.gate;

import dev.assay.eval.comparison.PairedItems;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether two runs answered alike: the same picks, the same greedy choices, log-likelihoods within
 * a tolerance, the same texts.
 *
 * @param tolerance of log-likelihoods, in nats; 0 for equal bits
 */
record AnswerIdentity(double tolerance) {
  /** Items whose answers differ, in order. */
  List<GateLine.ItemName> differing(PairedItems items) {
    List<GateLine.ItemName> differing = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      AnsweredItem mine = items.candidate().get(i).item();
      if (!same(mine.response(), items.baseline().get(i).item().response())) {
        differing.add(new GateLine.ItemName(mine.task(), mine.docId()));
      }
    }
    return differing;
  }

  private boolean same(Response mine, Response other) {
    if (mine instanceof Response.Choices one && other instanceof Response.Choices two) {
      return picked(one.choices()) == picked(two.choices())
          && same(one.choices(), two.choices())
          && same(one.unconditional(), two.unconditional());
    }
    if (mine instanceof Response.Completions one && other instanceof Response.Completions two) {
      return one.texts().equals(two.texts());
    }
    if (mine instanceof Response.Rolling one && other instanceof Response.Rolling two) {
      return same(one.logLikelihood(), two.logLikelihood());
    }
    return mine.equals(other);
  }

  /** The first of the likeliest. */
  private static int picked(List<Response.ChoiceScore> choices) {
    int picked = 0;
    for (int i = 1; i < choices.size(); i++) {
      if (choices.get(i).logLikelihood() > choices.get(picked).logLikelihood()) {
        picked = i;
      }
    }
    return picked;
  }

  private boolean same(List<Response.ChoiceScore> mine, List<Response.ChoiceScore> others) {
    boolean same = mine.size() == others.size();
    for (int i = 0; same && i < mine.size(); i++) {
      same =
          mine.get(i).greedy() == others.get(i).greedy()
              && same(mine.get(i).logLikelihood(), others.get(i).logLikelihood());
    }
    return same;
  }

  private boolean same(double mine, double other) {
    return Double.doubleToLongBits(mine) == Double.doubleToLongBits(other)
        || Math.abs(mine - other) <= tolerance && tolerance > 0;
  }
}
