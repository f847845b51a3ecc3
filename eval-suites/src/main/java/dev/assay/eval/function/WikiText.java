package dev.assay.eval.function;

import dev.assay.core.python.PythonPattern;

/** WikiText's pages as they were before they were cut into tokens. */
final class WikiText {
  private static final PythonPattern ROUND = within("\\(", "\\)");
  private static final PythonPattern SQUARE = within("\\[", "\\]");
  private static final PythonPattern CURLY = within("\\{", "\\}");
  private static final PythonPattern DOUBLE = within("\"", "\"");
  private static final PythonPattern SINGLE = within("'", "'");

  private WikiText() {}

  private static PythonPattern within(String open, String close) {
    return PythonPattern.of(open + "\\s*([^" + close + "]*?)\\s*" + close);
  }

  /** The harness's {@code wikitext_detokenizer}. */
  static String detokenize(String page) {
    String text = page.replace("s '", "s'").replaceAll("/' [0-9]/", "/'[0-9]/");
    text = text.replace(" @-@ ", "-").replace(" @,@ ", ",").replace(" @.@ ", ".");
    for (String mark : new String[] {":", ";", ".", "!", "?", ","}) {
      text = text.replace(" " + mark + " ", mark + " ");
    }
    text = ROUND.substitute(text, "($1)");
    text = SQUARE.substitute(text, "[$1]");
    text = CURLY.substitute(text, "{$1}");
    text = DOUBLE.substitute(text, "\"$1\"");
    text = SINGLE.substitute(text, "'$1'");
    return text.replace("= = = =", "====")
        .replace("= = =", "===")
        .replace("= =", "==")
        .replace(" \u00b0 ", "\u00b0")
        .replace(" \n", "\n")
        .replace("\n ", "\n")
        .replace(" N ", " 1 ")
        .replace(" 's", "'s");
  }
}
