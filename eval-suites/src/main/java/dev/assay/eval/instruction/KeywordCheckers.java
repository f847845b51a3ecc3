package dev.assay.eval.instruction;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.List;
import java.util.function.IntPredicate;

/** Instructions on words and letters. */
final class KeywordCheckers {
  private KeywordCheckers() {}

  static InstructionChecker existence(Arguments arguments) {
    List<PythonPattern> keywords = arguments.patterns("keywords", keyword -> keyword);
    return response -> keywords.stream().allMatch(keyword -> keyword.find(response));
  }

  static InstructionChecker forbidden(Arguments arguments) {
    List<PythonPattern> words = arguments.patterns("forbidden_words", w -> "\\b" + w + "\\b");
    return response -> words.stream().noneMatch(word -> word.find(response));
  }

  static InstructionChecker frequency(Arguments arguments) {
    PythonPattern keyword = PythonPattern.ignoringCase(PythonText.strip(arguments.text("keyword")));
    IntPredicate wanted = arguments.compared("frequency", "relation");
    return response -> wanted.test(keyword.count(response));
  }

  /** Where the letter is none of a to z, the reference harness counts one that it draws. */
  static InstructionChecker letterFrequency(Arguments arguments) {
    String letter = arguments.text("letter");
    if (letter.codePointCount(0, letter.length()) != 1) {
      throw arguments.wrong("letter", "one character");
    }
    int counted = InstructionCheckers.lower(letter).codePointAt(0);
    IntPredicate wanted = arguments.compared("let_frequency", "let_relation");
    return response ->
        wanted.test(
            (int)
                InstructionCheckers.lower(response).codePoints().filter(c -> c == counted).count());
  }
}
