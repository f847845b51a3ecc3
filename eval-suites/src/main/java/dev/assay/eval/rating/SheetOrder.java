package dev.assay.eval.rating;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs in random order, the candidate first in half of them. It depends on the seed and the set of
 * pairs alone, not on the order in which they come.
 */
final class SheetOrder {
  private static final Comparator<SheetPair> NAMES =
      Comparator.comparing(SheetPair::promptId)
          .thenComparing(pair -> pair.candidate().model())
          .thenComparing(pair -> pair.baseline().model());

  private SheetOrder() {}

  static List<PlacedPair> of(Collection<SheetPair> pairs, long seed) {
    List<SheetPair> shuffled = new ArrayList<>(pairs);
    shuffled.sort(NAMES);
    requireDistinct(shuffled);
    List<Boolean> candidateFirst = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    // Of an odd number of pairs the one left over goes to either side.
    int odd = shuffled.size() % 2 == 1 && random.nextLong() < 0 ? 1 : 0;
    for (int i = 0; i < shuffled.size(); i++) {
      candidateFirst.add(i < shuffled.size() / 2 + odd);
    }
    shuffle(shuffled, random);
    shuffle(candidateFirst, random);
    List<PlacedPair> placed = new ArrayList<>();
    for (int i = 0; i < shuffled.size(); i++) {
      placed.add(new PlacedPair(shuffled.get(i), candidateFirst.get(i)));
    }
    return placed;
  }

  /** Fisher and Yates, by the high 32 bits of each value, which no Java version draws otherwise. */
  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int last = list.size() - 1; last > 0; last--) {
      int chosen = (int) ((random.nextLong() >>> 32) * (last + 1) >>> 32);
      T moved = list.get(last);
      list.set(last, list.get(chosen));
      list.set(chosen, moved);
    }
  }

  private static void requireDistinct(List<SheetPair> sorted) {
    if (sorted.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "a rating sheet cannot be written",
          "there are no pairs",
          "give at least one pair of answers");
    }
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).identity().equals(sorted.get(i - 1).identity())) {
        throw new AssayException(
            ErrorKind.DATA,
            "a rating sheet cannot be written",
            "prompt '"
                + sorted.get(i).promptId()
                + "' stands there twice with the same models, and a rating could not say which"
                + " pair it is of",
            "give one pair of answers to a prompt, or prompts ids of their own");
      }
    }
  }
}
