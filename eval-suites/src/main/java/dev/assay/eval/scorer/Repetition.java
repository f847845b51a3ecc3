package dev.assay.eval.scorer;

import dev.assay.core.text.PythonText;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that say nothing, which scores of what they say favour. */
public final class Repetition {
  private static final int LAST = 10;
  private static final int LONGEST_PERIOD = 3;
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private Repetition() {}

  public static boolean isEmpty(String text) {
    return PythonText.strip(text).isEmpty();
  }

  /** The last ten words, as white space parts them, are one, two or three words over and over. */
  public static boolean endsText(String text) {
    List<String> words = List.of(SPACE.split(PythonText.strip(text)));
    if (words.size() < LAST) {
      return false;
    }
    List<String> last = words.subList(words.size() - LAST, words.size());
    for (int period = 1; period <= LONGEST_PERIOD; period++) {
      if (last.subList(period, LAST).equals(last.subList(0, LAST - period))) {
        return true;
      }
    }
    return false;
  }
}
