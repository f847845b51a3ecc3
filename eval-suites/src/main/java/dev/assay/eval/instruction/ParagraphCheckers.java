package dev.assay.eval.instruction;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import dev.assay.eval.python.PythonCharacters;
import java.util.ArrayList;
import java.util.List;

/** Instructions on the parts of a response. */
final class ParagraphCheckers {
  private static final PythonPattern DIVIDER = PythonPattern.of("\\s?\\*\\*\\*\\s?");

  /** What ends a first word. */
  private static final String PUNCTUATION = ".,?!'\"";

  private ParagraphCheckers() {}

  /** So many paragraphs between lines of {@code ***}; only the first and the last may be empty. */
  static InstructionChecker divided(Arguments arguments) {
    int wanted = arguments.count("num_paragraphs");
    return response -> {
      List<String> paragraphs = DIVIDER.split(response);
      int count = paragraphs.size();
      for (int i = 0; i < paragraphs.size(); i++) {
        if (blank(paragraphs.get(i))) {
          if (i != 0 && i != paragraphs.size() - 1) {
            return false;
          }
          count--;
        }
      }
      return count == wanted;
    };
  }

  /**
   * So many paragraphs between two line ends, of which one begins with a word. Empty ones are not
   * counted, yet have a number, as in the original.
   */
  static InstructionChecker firstWord(Arguments arguments) {
    int wanted = arguments.count("num_paragraphs");
    int nth = arguments.count("nth_paragraph");
    String word = InstructionCheckers.lower(arguments.text("first_word"));
    if (nth > wanted) {
      throw arguments.wrong("nth_paragraph", "at most num_paragraphs");
    }
    return response -> {
      List<String> paragraphs = List.of(response.split("\n\n", -1));
      long count = paragraphs.stream().filter(paragraph -> !blank(paragraph)).count();
      return nth <= count
          && !blank(paragraphs.get(nth - 1))
          && count == wanted
          && word.equals(firstWord(paragraphs.get(nth - 1)));
    };
  }

  private static String firstWord(String paragraph) {
    String word = PythonCharacters.split(paragraph).get(0);
    word = PythonCharacters.lstrip(PythonCharacters.lstrip(word, '\''), '"');
    StringBuilder first = new StringBuilder();
    for (int letter : word.codePoints().toArray()) {
      if (PUNCTUATION.indexOf(letter) >= 0) {
        break;
      }
      // Letter by letter: a sigma at the word's end stays what it is elsewhere.
      first.append(InstructionCheckers.lower(Character.toString(letter)));
    }
    return first.toString();
  }

  /** Two different responses between {@code ******}; only the first and the last may be empty. */
  static boolean twoResponses(String response) {
    List<String> given = new ArrayList<>();
    List<String> parts = List.of(response.split("\\*{6}", -1));
    for (int i = 0; i < parts.size(); i++) {
      if (!blank(parts.get(i))) {
        given.add(PythonText.strip(parts.get(i)));
      } else if (i != 0 && i != parts.size() - 1) {
        return false;
      }
    }
    return given.size() == 2 && !given.get(0).equals(given.get(1));
  }

  private static boolean blank(String text) {
    return PythonText.strip(text).isEmpty();
  }
}
