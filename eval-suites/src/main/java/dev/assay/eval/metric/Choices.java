package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.eval.item.Reference.RightChoices;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** An item's scored choices, held against the right ones. */
record Choices(List<ChoiceScore> scores, List<ChoiceScore> unconditional, List<Integer> right) {

  /** Of a multiple-choice item. */
  static Choices of(AnsweredItem item) {
    if (item.response() instanceof Response.Choices answer
        && item.reference() instanceof RightChoices reference) {
      return new Choices(answer.choices(), answer.unconditional(), reference.indices());
    }
    throw UnfitItem.of(item, "scored choices and the right ones");
  }

  /** Index of the most probable. */
  int picked() {
    return first(i -> scores.get(i).logLikelihood());
  }

  /** The same by code points. */
  int pickedByLength() {
    return first(i -> scores.get(i).logLikelihood() / scores.get(i).codePoints());
  }

  /** The same by UTF-8 bytes. */
  int pickedByBytes() {
    return first(i -> scores.get(i).logLikelihood() / scores.get(i).bytes());
  }

  /** Index of the choice that the context made more probable than any other. */
  int pickedByInformation() {
    if (unconditional.size() != scores.size()) {
      throw AssayException.request(
          "bad_answer",
          "acc_mutual_info has nothing to compare with",
          scores.size() + " choices and " + unconditional.size() + " without a context",
          "evaluate the task again with this version");
    }
    return first(i -> scores.get(i).logLikelihood() - unconditional.get(i).logLikelihood());
  }

  /** Choices that share the greatest log-likelihood, less one. */
  int ties() {
    double greatest = scores.get(picked()).logLikelihood();
    return (int) scores.stream().filter(c -> c.logLikelihood() == greatest).count() - 1;
  }

  ItemValue hit(int choice) {
    return new ItemValue.Number(right.contains(choice) ? 1 : 0);
  }

  /** How probable a hit is for who picks at random. */
  ItemValue chance() {
    return new ItemValue.Number((double) right.size() / scores.size());
  }

  /** A right choice is what greedy decoding gives. */
  ItemValue greedy() {
    boolean greedy =
        right.stream().anyMatch(i -> i >= 0 && i < scores.size() && scores.get(i).greedy());
    return new ItemValue.Number(greedy ? 1 : 0);
  }

  ItemValue labels() {
    return new ItemValue.Labels(theRight("a class"), picked());
  }

  /** Brier's score of the choices' probabilities among themselves: Σ(p − y)². */
  ItemValue brier() {
    int gold = theRight("a Brier score");
    double greatest = Double.NEGATIVE_INFINITY;
    for (ChoiceScore choice : scores) {
      greatest = Math.max(greatest, choice.logLikelihood());
    }
    double[] mass = new double[scores.size()];
    double all = 0;
    for (int i = 0; i < mass.length; i++) {
      mass[i] = StrictMath.exp(scores.get(i).logLikelihood() - greatest);
      all += mass[i];
    }
    double squares = 0;
    for (int i = 0; i < mass.length; i++) {
      double distance = mass[i] / all - (i == gold ? 1 : 0);
      squares += distance * distance;
    }
    return new ItemValue.Number(squares);
  }

  /** Of the right choice. */
  ItemValue logLikelihoodPerToken() {
    ChoiceScore choice = scores.get(theRight("a likelihood per token"));
    return new ItemValue.Number(choice.logLikelihood() / choice.tokens());
  }

  private int theRight(String what) {
    if (right.size() != 1) {
      throw AssayException.request(
          "bad_target",
          what + " needs one right choice",
          "right are " + right,
          "leave the metric out of the task");
    }
    return right.get(0);
  }

  /** The first of the greatest, as numpy's argmax: NaN counts as greatest. */
  private int first(IntToDoubleFunction value) {
    int best = 0;
    double greatest = value.applyAsDouble(0);
    for (int i = 1; i < scores.size() && !Double.isNaN(greatest); i++) {
      double next = value.applyAsDouble(i);
      if (next > greatest || Double.isNaN(next)) {
        best = i;
        greatest = next;
      }
    }
    return best;
  }
}
