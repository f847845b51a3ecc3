package dev.assay.eval.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A choice of an encoded item beside the context it is scored after. */
record ScoredChoice(
    int index, int[] context, int[] continuation, int codePoints, int bytes, int part) {
  /** In the order of the choices; those scored after nothing left out. */
  static List<ScoredChoice> of(EncodedItem item) {
    List<ScoredChoice> choices = new ArrayList<>();
    for (TokenRequest request : item.requests()) {
      for (EncodedChoice choice : ((ChoicesQuestion) request.question()).choices()) {
        if (!choice.unconditional()) {
          choices.add(
              new ScoredChoice(
                  choice.index(),
                  request.context(),
                  choice.continuation(),
                  choice.codePoints(),
                  choice.bytes(),
                  request.part()));
        }
      }
    }
    choices.sort(Comparator.comparingInt(ScoredChoice::index));
    return choices;
  }

  /** What the model reads: all but the last token. */
  int[] read() {
    int[] all = Arrays.copyOf(context, context.length + continuation.length - 1);
    System.arraycopy(continuation, 0, all, context.length, continuation.length - 1);
    return all;
  }
}
