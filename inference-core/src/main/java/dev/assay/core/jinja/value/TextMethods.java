package dev.assay.core.jinja.value;

import dev.assay.core.text.PythonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** Methods of Python's texts. */
final class TextMethods {
  static final Set<String> NAMES =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "rsplit",
          "splitlines",
          "replace",
          "startswith",
          "endswith",
          "lower",
          "upper",
          "casefold",
          "title",
          "capitalize",
          "swapcase",
          "index",
          "find",
          "rindex",
          "rfind",
          "count",
          "join",
          "isdigit",
          "isdecimal",
          "isnumeric",
          "isalpha",
          "isalnum",
          "isspace",
          "isupper",
          "islower",
          "istitle",
          "isidentifier",
          "zfill",
          "ljust",
          "rjust",
          "center",
          "partition",
          "rpartition",
          "removeprefix",
          "removesuffix",
          "expandtabs",
          "format");

  private TextMethods() {}

  static Object call(String text, String name, Arguments arguments) {
    return switch (name) {
      case "strip" -> TextParts.strip(text, arguments.optional(0, "chars", None.NONE), true, true);
      case "lstrip" ->
          TextParts.strip(text, arguments.optional(0, "chars", None.NONE), true, false);
      case "rstrip" ->
          TextParts.strip(text, arguments.optional(0, "chars", None.NONE), false, true);
      case "split" ->
          TextParts.split(
              text, arguments.optional(0, "sep", None.NONE), arguments.number(1, "maxsplit", -1));
      case "rsplit" ->
          TextParts.splitFromRight(
              text, arguments.optional(0, "sep", None.NONE), arguments.number(1, "maxsplit", -1));
      case "splitlines" -> TextParts.lines(text, arguments.flag(0, "keepends"));
      case "replace" ->
          replace(
              text,
              arguments.text(0, "old"),
              arguments.text(1, "new"),
              arguments.number(2, "count", -1));
      case "startswith" -> begins(text, arguments, true);
      case "endswith" -> begins(text, arguments, false);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "casefold" -> text.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("ς", "σ");
      case "title" -> title(text);
      case "capitalize" -> PythonText.capitalize(text);
      case "swapcase" -> swapped(text);
      case "find", "index" -> find(text, name, arguments, false);
      case "rfind", "rindex" -> find(text, name, arguments, true);
      case "count" -> count(text, arguments);
      case "join" -> join(text, Items.of(arguments.required(0, "iterable")));
      case "isdecimal" -> all(text, c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER);
      case "isdigit" -> all(text, TextMethods::isDigit);
      case "isnumeric" -> all(text, TextMethods::isNumeric);
      case "isalpha" -> all(text, Character::isLetter);
      case "isalnum" -> all(text, c -> Character.isLetter(c) || isNumeric(c));
      case "isspace" -> all(text, PythonText::isSpace);
      case "isupper" -> isCase(text, c -> Character.isLowerCase(c) || Character.isTitleCase(c));
      case "islower" -> isCase(text, c -> Character.isUpperCase(c) || Character.isTitleCase(c));
      case "istitle" ->
          text.codePoints().anyMatch(TextMethods::isCased) && text.equals(title(text));
      case "isidentifier" -> text.matches("[\\p{L}_][\\p{L}\\p{N}_]*");
      case "zfill" -> filled(text, arguments.number(0, "width", 0));
      case "ljust", "rjust", "center" -> justified(text, name, arguments);
      case "partition" -> partition(text, arguments.text(0, "sep"), false);
      case "rpartition" -> partition(text, arguments.text(0, "sep"), true);
      case "removeprefix" -> {
        String prefix = arguments.text(0, "prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = arguments.text(0, "suffix");
        yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
      }
      case "expandtabs" -> TextParts.expandTabs(text, arguments.number(0, "tabsize", 8));
      default -> BraceFormat.format(text, arguments);
    };
  }

  static String replace(String text, String old, String by, int count) {
    Allowance.search(text, old);
    if (count < 0) {
      Allowance.text(replaced(text, old, by));
      return text.replace(old, by);
    }
    Allowance.text(text.length() + (long) by.length() * Math.min(count, text.length() + 1L));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int n = 0; n < count && at <= text.length(); n++) {
      int next = text.indexOf(old, at);
      if (next < 0) {
        break;
      }
      out.append(text, at, next).append(by);
      at = next + old.length();
      if (old.isEmpty()) {
        if (at < text.length()) {
          out.append(text.charAt(at));
        }
        at++;
      }
    }
    return at <= text.length() ? out.append(text.substring(at)).toString() : out.toString();
  }

  private static long replaced(String text, String old, String by) {
    long times = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
    return by.length() <= old.length()
        ? text.length()
        : text.length() + times * (by.length() - old.length());
  }

  /** The part that start and end arguments leave. */
  private static String part(String text, Arguments arguments) {
    List<Object> given = arguments.positional();
    Object start = given.size() > 1 ? given.get(1) : null;
    Object end = given.size() > 2 ? given.get(2) : null;
    return start == null && end == null ? text : (String) Items.slice(text, start, end, null);
  }

  private static boolean begins(String text, Arguments arguments, boolean start) {
    Object sought = arguments.required(0, "prefix");
    String part = part(text, arguments);
    List<Object> options = sought instanceof Tuple tuple ? tuple : List.of(sought);
    return options.stream()
        .map(Arguments::text)
        .anyMatch(option -> start ? part.startsWith(option) : part.endsWith(option));
  }

  private static long find(String text, String name, Arguments arguments, boolean last) {
    String part = part(text, arguments);
    String sought = arguments.text(0, "sub");
    Allowance.search(part, sought);
    int at = last ? part.lastIndexOf(sought) : part.indexOf(sought);
    if (at < 0) {
      if (name.endsWith("index")) {
        throw PythonError.value("substring not found");
      }
      return -1;
    }
    long before = 0;
    if (arguments.positional().size() > 1) {
      Object start = arguments.positional().get(1);
      before = Items.length(Items.slice(text, null, start, null));
    }
    return before + part.codePointCount(0, at);
  }

  private static long count(String text, Arguments arguments) {
    String part = part(text, arguments);
    String sought = arguments.text(0, "sub");
    if (sought.isEmpty()) {
      return Items.length(part) + 1;
    }
    Allowance.search(part, sought);
    long count = 0;
    for (int at = part.indexOf(sought); at >= 0; at = part.indexOf(sought, at + sought.length())) {
      count++;
    }
    return count;
  }

  private static String join(String separator, List<Object> parts) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Object part = SafeText.plain(parts.get(i));
      if (!(part instanceof String text)) {
        Undefined.refuse(part);
        throw PythonError.type(
            "sequence item "
                + i
                + ": expected str instance, "
                + Printing.typeName(part)
                + " found");
      }
      joined.append(i == 0 ? "" : separator).append(text);
      Allowance.text(joined.length());
    }
    return joined.toString();
  }

  private static boolean all(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  private static boolean isCase(String text, IntPredicate other) {
    return text.codePoints().anyMatch(TextMethods::isCased) && text.codePoints().noneMatch(other);
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Decimal digits, and others that stand for one: superscripts, circled ones. */
  private static boolean isDigit(int c) {
    return Character.isDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER
            && Character.getNumericValue(c) >= 0
            && Character.getNumericValue(c) <= 9
            && (c < 0x3000);
  }

  private static boolean isNumeric(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  static String title(String text) {
    StringBuilder titled = new StringBuilder();
    boolean within = false;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      String one = Character.toString(c);
      titled.append(within ? one.toLowerCase(Locale.ROOT) : PythonText.capitalize(one));
      within = isCased(c);
      at += one.length();
    }
    return titled.toString();
  }

  private static String swapped(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              swapped.append(
                  Character.isUpperCase(c)
                      ? one.toLowerCase(Locale.ROOT)
                      : one.toUpperCase(Locale.ROOT));
            });
    return swapped.toString();
  }

  private static String filled(String text, int width) {
    Allowance.text(width);
    boolean signed = text.startsWith("-") || text.startsWith("+");
    int zeros = (int) Math.max(0, width - Items.length(text));
    return (signed ? text.substring(0, 1) : "")
        + "0".repeat(zeros)
        + text.substring(signed ? 1 : 0);
  }

  private static String justified(String text, String name, Arguments arguments) {
    int width = arguments.number(0, "width", 0);
    Allowance.text(width);
    String fill = arguments.positional().size() > 1 ? arguments.text(1, "fillchar") : " ";
    if (Items.length(fill) != 1) {
      throw PythonError.type("The fill character must be exactly one character long");
    }
    int missing = (int) Math.max(0, width - Items.length(text));
    int left =
        switch (name) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & width & 1);
        };
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  private static Tuple partition(String text, String separator, boolean last) {
    if (separator.isEmpty()) {
      throw PythonError.value("empty separator");
    }
    Allowance.search(text, separator);
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }
}
