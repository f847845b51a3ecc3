package dev.assay.eval.scorer;

import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A text's words, and what each adds to its sentiment by VADER's rules (vaderSentiment.py). */
final class SentimentWords {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final double CAPITALS = 0.733;
  private static final double NEGATED = -0.74;
  private static final double NEVER_SO = 1.25;
  private static final double BEFORE_BUT = 0.5;
  private static final double AFTER_BUT = 1.5;

  /** Words before one that change it, and how much of their strength the farther ones keep. */
  private static final double[] STRENGTH = {1, 0.95, 0.9};

  private static final int LONGEST_EMOTICON = 2;

  private final SentimentLexicon lexicon = SentimentLexicon.vader();
  private final String[] words;
  private final String[] lower;
  private final boolean someInCapitals;

  SentimentWords(String text) {
    words = split(text).stream().map(SentimentWords::stripped).toArray(String[]::new);
    lower = Stream.of(words).map(word -> word.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    long capitals = Stream.of(words).filter(SentimentWords::isUpper).count();
    someInCapitals = capitals > 0 && capitals < words.length;
  }

  /** The text with its emoji spelled out. */
  static String withoutEmoji(String text) {
    StringBuilder spelled = new StringBuilder();
    boolean afterSpace = true;
    for (int c : text.codePoints().toArray()) {
      String name = SentimentLexicon.vader().emoji().get(c);
      if (name == null) {
        spelled.appendCodePoint(c);
      } else {
        spelled.append(afterSpace ? "" : " ").append(name);
      }
      afterSpace = name == null && c == ' ';
    }
    return PythonText.strip(spelled.toString());
  }

  /** Python's str.split(). */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || PythonText.isSpace(text.charAt(at))) {
        if (at > from) {
          parts.add(text.substring(from, at));
        }
        from = at + 1;
      }
    }
    return parts;
  }

  /** What would be left of an emoticon is too short. */
  private static String stripped(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && PUNCTUATION.indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && PUNCTUATION.indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    return word.codePointCount(from, to) <= LONGEST_EMOTICON ? word : word.substring(from, to);
  }

  /** Python's str.isupper(). */
  private static boolean isUpper(String word) {
    return word.codePoints().anyMatch(Character::isUpperCase)
        && word.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** Of each word; 0 for neutral ones. */
  List<Double> valences() {
    List<Double> valences = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      boolean kindOf = lower[i].equals("kind") && i + 1 < words.length && lower[i + 1].equals("of");
      boolean neutral =
          lexicon.boosters().containsKey(lower[i]) || kindOf || !lexicon.has(lower[i]);
      valences.add(neutral ? 0.0 : valence(i));
    }
    weighBut(valences);
    return valences;
  }

  private double valence(int i) {
    double valence = afterNo(i);
    if (isUpper(words[i]) && someInCapitals) {
      valence += valence > 0 ? CAPITALS : -CAPITALS;
    }
    for (int back = 1; back <= STRENGTH.length && back <= i; back++) {
      if (!lexicon.has(lower[i - back])) {
        valence += boost(i - back, valence) * STRENGTH[back - 1];
        valence = turned(valence, i, back);
        if (back == STRENGTH.length) {
          valence = idiom(valence, i);
        }
      }
    }
    return afterLeast(valence, i);
  }

  /** "no" before a word with a valence only turns it. */
  private double afterNo(int i) {
    double own = lexicon.valences().get(lower[i]);
    boolean turned =
        is(i - 1, "no")
            || is(i - 2, "no")
            || is(i - 3, "no") && (is(i - 1, "or") || is(i - 1, "nor"));
    if (turned) {
      return own * NEGATED;
    }
    return lower[i].equals("no") && i + 1 < words.length && lexicon.has(lower[i + 1]) ? 0 : own;
  }

  private boolean is(int i, String word) {
    return i >= 0 && lower[i].equals(word);
  }

  private double boost(int i, double valence) {
    Double booster = lexicon.boosters().get(lower[i]);
    if (booster == null) {
      return 0;
    }
    double boost = valence < 0 ? -booster : booster;
    if (isUpper(words[i]) && someInCapitals) {
      boost += valence > 0 ? CAPITALS : -CAPITALS;
    }
    return boost;
  }

  private double turned(double valence, int i, int back) {
    if (back == 2) {
      if (is(i - 2, "never") && isSoOrThis(i - 1)) {
        return valence * NEVER_SO;
      }
      if (is(i - 2, "without") && is(i - 1, "doubt")) {
        return valence;
      }
    }
    if (back == 3) {
      // "so" and "this" right before the word count without "never", too: the original's
      // precedence.
      if (is(i - 3, "never") && isSoOrThis(i - 2) || isSoOrThis(i - 1)) {
        return valence * NEVER_SO;
      }
      if (is(i - 3, "without") && (is(i - 2, "doubt") || is(i - 1, "doubt"))) {
        return valence;
      }
    }
    return lexicon.negates(lower[i - back]) ? valence * NEGATED : valence;
  }

  private boolean isSoOrThis(int i) {
    return is(i, "so") || is(i, "this");
  }

  private double idiom(double valence, int i) {
    double changed = valence;
    for (String phrase :
        List.of(
            phrase(i - 1, i),
            phrase(i - 2, i),
            phrase(i - 2, i - 1),
            phrase(i - 3, i - 1),
            phrase(i - 3, i - 2))) {
      if (lexicon.idioms().containsKey(phrase)) {
        changed = lexicon.idioms().get(phrase);
        break;
      }
    }
    for (int ahead = 1; ahead <= 2 && i + ahead < words.length; ahead++) {
      changed = lexicon.idioms().getOrDefault(phrase(i, i + ahead), changed);
    }
    for (String phrase :
        List.of(phrase(i - 3, i - 1), phrase(i - 3, i - 2), phrase(i - 2, i - 1))) {
      changed += lexicon.boosters().getOrDefault(phrase, 0.0);
    }
    return changed;
  }

  private String phrase(int from, int to) {
    return String.join(" ", Arrays.copyOfRange(lower, from, to + 1));
  }

  private double afterLeast(double valence, int i) {
    boolean least = is(i - 1, "least") && !lexicon.has("least");
    boolean most = is(i - 2, "at") || is(i - 2, "very");
    return least && !most ? valence * NEGATED : valence;
  }

  /**
   * What stands after "but" weighs more. The original looks for each value's first place, and so
   * changes the first of equal ones, again and again.
   */
  private void weighBut(List<Double> valences) {
    int but = Arrays.asList(lower).indexOf("but");
    for (int at = 0; but >= 0 && at < valences.size(); at++) {
      double valence = valences.get(at);
      int first = 0;
      while (valences.get(first) != valence) {
        first++;
      }
      if (first != but) {
        valences.set(first, valence * (first < but ? BEFORE_BUT : AFTER_BUT));
      }
    }
  }
}
