package dev.assay.core.tokenizer;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Unicode's normal form C as tokenizers 0.23 has it, in time linear in the text on any JDK.
 *
 * <p>A JDK is only asked about runs of characters that the original's table knows to compose,
 * decompose or change places; what becomes of them no later Unicode may change (Unicode Standard
 * Annex 15, section 3), while characters that only a JDK's newer table knows stay as they are, as
 * in the original.
 */
final class Composition {
  /** Below it, every text is in normal form C. */
  private static final char FIRST_MARK = '\u0300';

  /** A JDK takes time quadratic in the number of marks on one character. */
  private static final int LONG_RUN = 128;

  /** A mark of the lowest class that is not 0, and one of the highest. */
  private static final String OVERLAY = "\u0334";

  private static final String IOTA_BELOW = "\u0345";

  private Composition() {}

  /** The well-formed text in normal form C. */
  static String of(String text) {
    if (text.chars().allMatch(character -> character < FIRST_MARK)) {
      return text;
    }
    StringBuilder composed = new StringBuilder(text.length());
    for (int start = 0; start < text.length(); ) {
      boolean composing = Characters.isComposing(text.codePointAt(start));
      int end = start;
      while (end < text.length() && Characters.isComposing(text.codePointAt(end)) == composing) {
        end += Character.charCount(text.codePointAt(end));
      }
      String run = text.substring(start, end);
      composed.append(composing ? composed(run) : run);
      start = end;
    }
    return composed.toString();
  }

  private static String composed(String run) {
    return Normalizer.normalize(run.length() > LONG_RUN ? ordered(run) : run, Form.NFC);
  }

  /** The run decomposed, with its marks in canonical order. */
  private static String ordered(String run) {
    Map<Integer, int[]> decomposed = new HashMap<>();
    int[] points =
        run.codePoints()
            .flatMap(
                point ->
                    Arrays.stream(
                        decomposed.computeIfAbsent(
                            point, p -> decomposed(Character.toString(p)).codePoints().toArray())))
            .toArray();
    Map<Integer, Integer> classes = classes(points);
    for (int start = 0; start < points.length; ) {
      int end = start;
      while (end < points.length && classes.get(points[end]) > 0) {
        end++;
      }
      sort(points, start, end, classes);
      start = end + 1;
    }
    return new String(points, 0, points.length);
  }

  /** Sorts by class and leaves equals in their order. */
  private static void sort(int[] points, int start, int end, Map<Integer, Integer> classes) {
    Integer[] sorted = Arrays.stream(points, start, end).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, (left, right) -> classes.get(left) - classes.get(right));
    for (int i = start; i < end; i++) {
      points[i] = sorted[i - start];
    }
  }

  /** Numbers in the order of the canonical combining classes; 0 for what is no mark. */
  private static Map<Integer, Integer> classes(int[] points) {
    List<String> marks =
        Arrays.stream(points)
            .distinct()
            .mapToObj(Character::toString)
            .filter(Composition::isMark)
            .sorted(Composition::compare)
            .collect(Collectors.toList());
    Map<Integer, Integer> classes = new HashMap<>();
    Arrays.stream(points).forEach(point -> classes.putIfAbsent(point, 0));
    int number = 1;
    for (int i = 0; i < marks.size(); i++) {
      if (i > 0 && compare(marks.get(i - 1), marks.get(i)) != 0) {
        number++;
      }
      classes.put(marks.get(i).codePointAt(0), number);
    }
    return classes;
  }

  private static boolean isMark(String point) {
    return changePlaces(point, OVERLAY) || changePlaces(IOTA_BELOW, point);
  }

  private static int compare(String left, String right) {
    return changePlaces(left, right) ? 1 : changePlaces(right, left) ? -1 : 0;
  }

  private static boolean changePlaces(String left, String right) {
    return !decomposed(left + right).equals(left + right);
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Form.NFD);
  }
}
