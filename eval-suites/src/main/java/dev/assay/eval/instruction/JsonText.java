package dev.assay.eval.instruction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether Python's json.loads takes a text: JSON, and NaN and the two infinities besides. Texts
 * nested deeper than Python goes, which end the reference harness's run, are none here.
 */
final class JsonText {
  private static final Pattern SCALAR =
      Pattern.compile(
          "null|true|false|NaN|-?Infinity|-?(0|[1-9][0-9]*+)((?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)");
  private static final Pattern CODE = Pattern.compile("[0-9a-fA-F]{4}");

  /** Python's int() takes no more digits. */
  private static final int MOST_DIGITS = 4300;

  /** Python's recursion limit. */
  private static final int DEEPEST = 1000;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  static boolean valid(String text) {
    JsonText json = new JsonText(text);
    json.space();
    boolean valid = json.value();
    json.space();
    return valid && json.at == text.length();
  }

  private boolean value() {
    if (at == text.length()) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> list('}', true);
      case '[' -> list(']', false);
      case '"' -> string();
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

  private boolean string() {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < ' ' || c == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0;
    }
    boolean code = CODE.matcher(text).region(at, text.length()).lookingAt();
    at += code ? 4 : 0;
    return code;
  }

  private boolean list(char end, boolean named) {
    if (++depth > DEEPEST) {
      return false;
    }
    at++;
    space();
    boolean valid = next(end) || elements(named) && next(end);
    depth--;
    return valid;
  }

  private boolean elements(boolean named) {
    do {
      space();
      if (named && !(at < text.length() && text.charAt(at) == '"' && string() && colon())) {
        return false;
      }
      if (!value()) {
        return false;
      }
      space();
    } while (next(','));
    return true;
  }

  private boolean colon() {
    space();
    boolean there = next(':');
    space();
    return there;
  }

  private boolean next(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
