package dev.assay.core.jinja.value;

import dev.assay.core.python.PythonSubstitution;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters whose result is a text. */
final class TextFilters {
  /** Of tojson as transformers has it. */
  private static final Set<String> JSON_ARGUMENTS =
      Set.of("ensure_ascii", "separators", "sort_keys");

  /** What begins a word for the filter title. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[-\\s({\\[<]+");

  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TAGS = Pattern.compile("(<!--.*?-->|<[^>]*>)", Pattern.DOTALL);

  static final Map<String, Filters.Filter> ALL = new HashMap<>();

  static {
    put("string", (text, arguments) -> text);
    put(
        "trim",
        (text, given) -> TextParts.strip(text, given.optional(0, "chars", None.NONE), true, true));
    put("lower", (text, arguments) -> text.toLowerCase(Locale.ROOT));
    put("upper", (text, arguments) -> text.toUpperCase(Locale.ROOT));
    put("capitalize", (text, arguments) -> PythonText.capitalize(text));
    put("title", (text, arguments) -> title(text));
    put("replace", TextFilters::replace);
    put("center", TextFilters::center);
    put("format", TextFilters::format);
    put("wordcount", (text, arguments) -> WORD.matcher(text).results().count());
    put("striptags", (text, arguments) -> withoutTags(text));
    put("truncate", TextFilters::truncate);
    put("urlencode", (text, arguments) -> encoded(text));
    put("regex_replace", TextFilters::regexReplace);
    put("forceescape", (text, arguments) -> new SafeText(SafeText.escaped(text)));
    ALL.put("safe", (value, arguments, access) -> new SafeText(Printing.str(value)));
    ALL.put("e", (value, arguments, access) -> escape(value));
    ALL.put("escape", (value, arguments, access) -> escape(value));
    ALL.put("indent", TextFilters::indent);
    ALL.put("tojson", TextFilters::json);
    ALL.put("pprint", (value, arguments, access) -> Printing.repr(value));
  }

  private TextFilters() {}

  private interface OfText {
    Object apply(String text, Arguments arguments);
  }

  private static void put(String name, OfText filter) {
    ALL.put(name, (value, arguments, access) -> filter.apply(Printing.str(value), arguments));
  }

  private static Object escape(Object value) {
    return value instanceof SafeText ? value : new SafeText(SafeText.escaped(Printing.str(value)));
  }

  private static String title(String text) {
    StringBuilder titled = new StringBuilder();
    Matcher between = BETWEEN_WORDS.matcher(text);
    int at = 0;
    while (at < text.length()) {
      boolean found = between.find(at);
      int end = found ? between.start() : text.length();
      if (end > at) {
        int first = text.offsetByCodePoints(at, 1);
        titled
            .append(text.substring(at, first).toUpperCase(Locale.ROOT))
            .append(text.substring(first, end).toLowerCase(Locale.ROOT));
      }
      if (found) {
        titled.append(between.group());
      }
      at = found ? between.end() : end;
    }
    return titled.toString();
  }

  private static Object replace(String text, Arguments arguments) {
    Object count = arguments.optional(2, "count", None.NONE);
    return TextMethods.replace(
        text,
        Printing.str(arguments.required(0, "old")),
        Printing.str(arguments.required(1, "new")),
        count == None.NONE ? -1 : Numbers.index(count));
  }

  private static Object center(String text, Arguments arguments) {
    return TextMethods.call(text, "center", Arguments.of((long) arguments.number(0, "width", 80)));
  }

  private static Object format(String text, Arguments arguments) {
    if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
      throw PythonError.type("can't handle positional and keyword arguments at the same time");
    }
    return PercentFormat.format(
        text,
        arguments.named().isEmpty()
            ? Tuple.copyOf(arguments.positional())
            : new HashMap<Object, Object>(arguments.named()));
  }

  private static String withoutTags(String text) {
    String bare = TAGS.matcher(text).replaceAll("");
    return bare.strip().replaceAll("\\s+", " ");
  }

  private static Object truncate(String text, Arguments arguments) {
    int length = arguments.number(0, "length", 255);
    boolean kills = arguments.flag(1, "killwords");
    String end = Printing.str(arguments.optional(2, "end", "..."));
    int leeway = arguments.number(3, "leeway", 5);
    if (Items.length(text) <= (long) length + leeway) {
      return text;
    }
    String cut = (String) Items.slice(text, null, length - Items.length(end), null);
    if (kills) {
      return cut + end;
    }
    int space = cut.lastIndexOf(' ');
    return (space < 0 ? cut : cut.substring(0, space)) + end;
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%7E", "~")
        .replace("*", "%2A");
  }

  /** The harness's (lm_eval/utils.py, regex_replace). */
  private static Object regexReplace(String text, Arguments arguments) {
    String pattern = arguments.text(0, "pattern");
    String by = arguments.text(1, "repl");
    try {
      return PythonSubstitution.of(pattern, by).apply(text, arguments.number(2, "count", 0));
    } catch (IllegalArgumentException e) {
      throw new PythonError("re.error: " + e.getMessage());
    }
  }

  private static Object indent(Object value, Arguments arguments, Access access) {
    if (!(SafeText.plain(value) instanceof String text)) {
      Undefined.refuse(value);
      throw PythonError.type(
          "unsupported operand type(s) for +=: '" + Printing.typeName(value) + "' and 'str'");
    }
    Object width = arguments.optional(0, "width", 4L);
    String indent;
    if (width instanceof String given) {
      indent = given;
    } else {
      Allowance.text(Numbers.index(width));
      indent = " ".repeat(Math.max(0, Numbers.index(width)));
    }
    boolean blank = arguments.flag(2, "blank");
    List<Object> lines = TextParts.lines(text + "\n", false);
    StringBuilder out = new StringBuilder(arguments.flag(1, "first") ? indent : "");
    for (int i = 0; i < lines.size(); i++) {
      String line = (String) lines.get(i);
      if (i > 0) {
        out.append('\n').append(blank || !line.isEmpty() ? indent : "");
      }
      out.append(line);
      Allowance.text(out.length());
    }
    return value instanceof SafeText ? new SafeText(out.toString()) : out.toString();
  }

  /**
   * transformers' in chats (no HTML escapes, keys as they are), Jinja's own in task files (sorted,
   * escaped).
   */
  private static Object json(Object value, Arguments arguments, Access access) {
    boolean chat = access.sandboxed();
    for (String name : arguments.named().keySet()) {
      if (!name.equals("indent") && !(chat && JSON_ARGUMENTS.contains(name))) {
        throw PythonError.type("tojson() got an unexpected keyword argument '" + name + "'");
      }
    }
    Object indent = arguments.optional(chat ? 1 : 0, "indent", None.NONE);
    String[] separators = {indent == None.NONE ? ", " : ",", ": "};
    if (chat && arguments.optional(2, "separators", None.NONE) instanceof List<?> given) {
      List<Object> parts = new ArrayList<>(given);
      separators = new String[] {Printing.str(parts.get(0)), Printing.str(parts.get(1))};
    }
    String step = null;
    if (indent instanceof String given) {
      step = given;
    } else if (indent != None.NONE) {
      Allowance.text(Numbers.index(indent));
      step = " ".repeat(Math.max(0, Numbers.index(indent)));
    }
    String json =
        new JsonPrinting(
                step,
                separators[0],
                separators[1],
                chat ? arguments.flag(3, "sort_keys") : true,
                chat ? arguments.flag(0, "ensure_ascii") : true)
            .print(value);
    return chat
        ? json
        : new SafeText(
            json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
  }
}
