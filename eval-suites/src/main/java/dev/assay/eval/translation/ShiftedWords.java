package dev.assay.eval.translation;

import dev.assay.eval.translation.EditDistance.Edit;
import java.util.ArrayList;
import java.util.List;

/**
 * Shifts of words that bring them nearer to a reference, the best one after the other, as Tercom
 * looks for them (sacrebleu/metrics/lib_ter.py).
 */
final class ShiftedWords {
  private static final int MOST_WORDS = 10;
  private static final int MOST_DISTANCE = 50;
  private static final int MOST_CANDIDATES = 1000;

  private final List<String> reference;
  private final EditDistance distance;
  private int candidates;

  private ShiftedWords(List<String> reference) {
    this.reference = reference;
    this.distance = new EditDistance(reference);
  }

  /** The fewest edits found, each shift one of them. */
  static int edits(List<String> words, List<String> reference) {
    if (reference.isEmpty()) {
      return words.size();
    }
    ShiftedWords search = new ShiftedWords(reference);
    List<String> shifted = words;
    int shifts = 0;
    while (true) {
      Shift best = search.best(shifted);
      if (search.candidates >= MOST_CANDIDATES || best == null || best.gain() <= 0) {
        return shifts + search.distance.of(shifted);
      }
      shifts++;
      shifted = best.words();
    }
  }

  /**
   * @param gain by how much the distance shrinks
   * @param start of the words that are shifted
   * @param target before which word they go
   */
  private record Shift(int gain, int length, int start, int target, List<String> words) {
    /** Of equal gains the longest, then the earliest, then the nearest to the beginning. */
    boolean isBetterThan(Shift other) {
      if (other == null || gain != other.gain) {
        return other == null || gain > other.gain;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }
  }

  private Shift best(List<String> words) {
    int before = distance.of(words);
    Alignment alignment = Alignment.of(distance.edits(), words.size(), reference.size());
    Shift best = null;
    for (int start = 0; start < words.size(); start++) {
      for (int right = 0; right < reference.size(); right++) {
        if (Math.abs(right - start) > MOST_DISTANCE) {
          continue;
        }
        int longest = alike(words, start, right);
        for (int length = 1; length <= longest; length++) {
          if (alignment.mayShift(start, right, length)) {
            best = best(words, alignment, start, right, length, before, best);
            if (candidates >= MOST_CANDIDATES) {
              return best;
            }
          }
        }
      }
    }
    return best;
  }

  private int alike(List<String> words, int start, int right) {
    int most = Math.min(MOST_WORDS, Math.min(words.size() - start, reference.size() - right));
    int length = 0;
    while (length < most && words.get(start + length).equals(reference.get(right + length))) {
      length++;
    }
    return length;
  }

  private Shift best(
      List<String> words,
      Alignment alignment,
      int start,
      int right,
      int length,
      int before,
      Shift soFar) {
    Shift best = soFar;
    int last = -1;
    for (int offset = -1; offset < length; offset++) {
      int target = alignment.after(right + offset);
      if (target == last) {
        continue;
      }
      last = target;
      List<String> shifted = shifted(words, start, length, target);
      Shift shift = new Shift(before - distance.of(shifted), length, start, target, shifted);
      candidates++;
      if (shift.isBetterThan(best)) {
        best = shift;
      }
    }
    return best;
  }

  private static List<String> shifted(List<String> words, int start, int length, int target) {
    List<String> shifted = new ArrayList<>(words.subList(0, start));
    shifted.addAll(words.subList(start + length, words.size()));
    int at = target < start ? target : target > start + length ? target - length : target;
    shifted.addAll(Math.min(at, shifted.size()), words.subList(start, start + length));
    return shifted;
  }

  /**
   * What the edits make correspond.
   *
   * @param positions for each word of the reference, the word that it was made from
   * @param wrong words that were edited
   * @param missed words of the reference that were not there
   */
  private record Alignment(int[] positions, boolean[] wrong, boolean[] missed) {

    static Alignment of(List<Edit> edits, int words, int references) {
      Alignment alignment =
          new Alignment(new int[references], new boolean[words], new boolean[references]);
      int word = -1;
      int reference = -1;
      for (Edit edit : edits) {
        if (edit != Edit.INSERTION) {
          alignment.wrong[++word] = edit != Edit.NONE;
        }
        if (edit != Edit.DELETION) {
          alignment.positions[++reference] = word;
          alignment.missed[reference] = edit != Edit.NONE;
        }
      }
      return alignment;
    }

    /** Both sides have errors, and the words do not go into themselves. */
    boolean mayShift(int start, int right, int length) {
      boolean errors = false;
      boolean misses = false;
      for (int i = 0; i < length; i++) {
        errors |= wrong[start + i];
        misses |= missed[right + i];
      }
      int at = positions[right];
      return errors && misses && !(start <= at && at < start + length);
    }

    /** The position after what a word of the reference was made from; 0 before its first. */
    int after(int reference) {
      return reference < 0 ? 0 : positions[reference] + 1;
    }
  }
}
