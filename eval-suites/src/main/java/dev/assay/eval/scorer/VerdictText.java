package dev.assay.eval.scorer;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdict of a text that a judge wrote: the last line {@code Verdict: A}, {@code B} or {@code
 * tie}, else the last of {@code [[A]]}, {@code [[B]]}, {@code [[C]]}. What comes last counts: a
 * judge may quote an answer that holds a verdict.
 */
public final class VerdictText {
  private static final Pattern LINE =
      Pattern.compile("(?im)^[\\s*]*verdict[\\s*]*:[\\s*]*(A|B|tie)\\b");

  private static final Pattern BRACKETS = Pattern.compile("\\[\\[([ABC])\\]\\]");

  private VerdictText() {}

  /** 1 for the answer shown first, 0 for the other, ½ for a tie; empty of none. */
  public static OptionalDouble firstShown(String text) {
    String last = last(LINE, text);
    if (last == null) {
      last = last(BRACKETS, text);
    }
    if (last == null) {
      return OptionalDouble.empty();
    }
    return switch (last.toUpperCase(java.util.Locale.ROOT)) {
      case "A" -> OptionalDouble.of(1);
      case "B" -> OptionalDouble.of(0);
      default -> OptionalDouble.of(0.5);
    };
  }

  private static String last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return last;
  }
}
