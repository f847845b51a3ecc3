package dev.assay.eval.instruction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Python's json.loads takes a text: JSON, and NaN and the two infinities besides. */
final class JsonText {
  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\"");
  private static final Pattern SCALAR =
      Pattern.compile(
          "null|true|false|NaN|-?Infinity|-?(0|[1-9][0-9]*+)((?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)");
  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r]*+");

  /** Python's int() takes no more digits. */
  private static final int MOST_DIGITS = 4300;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  static boolean valid(String text) {
    JsonText json = new JsonText(text);
    json.skip(SPACE);
    return json.value() && json.skip(SPACE) && json.at == text.length();
  }

  private boolean value() {
    if (at == text.length()) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> list('}', true);
      case '[' -> list(']', false);
      case '"' -> skip(STRING);
      default -> scalar();
    };
  }

  private boolean scalar() {
    Matcher matcher = SCALAR.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    boolean whole = matcher.group(1) != null && matcher.group(2).isEmpty();
    at = matcher.end();
    return !whole || matcher.group(1).length() <= MOST_DIGITS;
  }

  private boolean list(char end, boolean named) {
    at++;
    skip(SPACE);
    if (next(end)) {
      return true;
    }
    do {
      skip(SPACE);
      if (named && !(skip(STRING) && skip(SPACE) && next(':') && skip(SPACE))) {
        return false;
      }
      if (!value()) {
        return false;
      }
      skip(SPACE);
    } while (next(','));
    return next(end);
  }

  private boolean next(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean there = matcher.lookingAt();
    at = there ? matcher.end() : at;
    return there;
  }
}
