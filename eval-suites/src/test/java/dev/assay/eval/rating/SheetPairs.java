package dev.assay.eval.rating;

import java.util.List;
import java.util.stream.IntStream;

/** Pairs for sheets, made up. */
final class SheetPairs {
  private SheetPairs() {}

  static List<SheetPair> of(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> pair("p" + i, "candidate's answer " + i, "baseline's answer " + i))
        .toList();
  }

  static SheetPair pair(String promptId, String candidate, String baseline) {
    return new SheetPair(
        promptId,
        "instruction",
        "What is asked in " + promptId + "?",
        new SheetAnswer("new-model", candidate),
        new SheetAnswer("old-model", baseline));
  }
}
