package dev.assay.eval.segmentation;

import dev.assay.core.python.PythonPattern;
import dev.assay.eval.python.PythonCharacters;
import java.util.ArrayList;
import java.util.List;

/** Words of English text, as NLTK's word_tokenize finds them. */
public final class EnglishWords {
  /**
   * A replacement.
   *
   * @param by in Java's notation
   */
  private record Rule(PythonPattern pattern, String by) {
    static Rule of(String pattern, String by) {
      return new Rule(PythonPattern.ofRegex(pattern), by);
    }
  }

  private static final String SPACED = " $0 ";

  private static final List<Rule> BEFORE =
      List.of(
          // Opening quotes.
          Rule.of("([«“‘„]|[`]+)", " $1 "),
          Rule.of("^\\\"", "``"),
          Rule.of("(``)", " $1 "),
          Rule.of("([ \\(\\[{<])(\\\"|\\'{2})", "$1 `` "),
          Rule.of("(?i)(?<!\\w)(\\')(?!(?:re|ve|ll|m|t|s|d|n)\\b)(?=\\w)", "$1 "),
          // Punctuation.
          Rule.of("([^\\.])(\\.)([\\]\\)}>\"\\'»”’ ]*+)\\s*$", "$1 $2 $3 "),
          Rule.of("([:,])([^\\d])", " $1 $2"),
          Rule.of("([:,])$", " $1 "),
          Rule.of("\\.{2,}", SPACED),
          Rule.of("[;@#$%&]", SPACED),
          Rule.of("[\u2012-\u2015]", SPACED),
          Rule.of("([^\\.])(\\.)([\\]\\)}>\"\\']*)\\s*$", "$1 $2$3 "),
          Rule.of("[?!]", SPACED),
          Rule.of("([^'])' ", "$1 ' "),
          Rule.of("[*]", SPACED),
          Rule.of("[\\]\\[\\(\\)\\{\\}\\<\\>]", SPACED),
          Rule.of("--", " -- "));

  private static final List<Rule> AFTER =
      List.of(
          // Closing quotes.
          Rule.of("([»”’])", " $1 "),
          Rule.of("''", " '' "),
          Rule.of("\"", " '' "),
          Rule.of("\\s+", " "),
          Rule.of("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
          Rule.of("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
          // Contractions.
          Rule.of("(?i)\\b(can)(not)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(d)('ye)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(gim)(me)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(gon)(na)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(got)(ta)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(lem)(me)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(more)('n)\\b", " $1 $2 "),
          Rule.of("(?i)\\b(wan)(na)(?=\\s)", " $1 $2 "),
          Rule.of("(?i) ('t)(is)\\b", " $1 $2 "),
          Rule.of("(?i) ('t)(was)\\b", " $1 $2 "));

  private static final PythonPattern RUN = PythonPattern.ofRegex("\\w+");

  private EnglishWords() {}

  /** How many runs of word characters there are, whatever {@link #of} makes of them. */
  public static int count(String text) {
    return RUN.count(text);
  }

  /** The words in order; quotes as {@code ``} and {@code ''}. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    EnglishSentences.of(text).forEach(sentence -> words.addAll(wordsOfSentence(sentence)));
    return words;
  }

  private static List<String> wordsOfSentence(String sentence) {
    String spaced = " " + applied(BEFORE, sentence) + " ";
    return PythonCharacters.split(applied(AFTER, spaced));
  }

  private static String applied(List<Rule> rules, String text) {
    String changed = text;
    for (Rule rule : rules) {
      changed = rule.pattern().substitute(changed, rule.by());
    }
    return changed;
  }
}
