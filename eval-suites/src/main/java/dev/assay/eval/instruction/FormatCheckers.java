package dev.assay.eval.instruction;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import dev.assay.eval.python.PythonCharacters;
import java.util.List;

/** Instructions on the form of a response. */
final class FormatCheckers {
  private static final PythonPattern PLACEHOLDER = PythonPattern.of("\\[.*?\\]");
  private static final PythonPattern STAR_BULLET = PythonPattern.ofLines("^\\s*\\*[^\\*].*$");
  private static final PythonPattern DASH_BULLET = PythonPattern.ofLines("^\\s*-.*$");
  private static final PythonPattern HIGHLIGHT = PythonPattern.of("\\*[^\\n\\*]*\\*");
  private static final PythonPattern STRONG = PythonPattern.of("\\*\\*[^\\n\\*]*\\*\\*");
  private static final PythonPattern TITLE = PythonPattern.of("<<[^\\n]+>>");
  private static final List<String> ANSWERS =
      List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");
  private static final List<String> FENCES = List.of("```json", "```Json", "```JSON", "```");

  private FormatCheckers() {}

  static InstructionChecker placeholders(Arguments arguments) {
    int least = arguments.count("num_placeholders");
    return response -> PLACEHOLDER.count(response) >= least;
  }

  static InstructionChecker bullets(Arguments arguments) {
    int wanted = arguments.count("num_bullets");
    return response -> STAR_BULLET.count(response) + DASH_BULLET.count(response) == wanted;
  }

  static boolean oneOfThreeAnswers(String response) {
    return ANSWERS.stream().anyMatch(response::contains);
  }

  static InstructionChecker highlights(Arguments arguments) {
    int least = arguments.count("num_highlights");
    return response -> {
      long single =
          HIGHLIGHT
              .matcher(response)
              .results()
              .filter(found -> !blank(PythonCharacters.strip(found.group(), '*')))
              .count();
      long strong =
          STRONG
              .matcher(response)
              .results()
              .map(found -> found.group())
              .filter(found -> !blank(found.substring(2, found.length() - 2)))
              .count();
      return single + strong >= least;
    };
  }

  static InstructionChecker sections(Arguments arguments) {
    String marker = PythonText.strip(arguments.text("section_spliter"));
    PythonPattern section = PythonPattern.of("\\s?" + marker + "\\s?\\d+\\s?");
    int least = arguments.count("num_sections");
    return response -> section.count(response) >= least;
  }

  static InstructionChecker postscript(Arguments arguments) {
    String marker = PythonText.strip(arguments.text("postscript_marker"));
    PythonPattern postscript =
        PythonPattern.ofLines(
            switch (marker) {
              case "P.P.S" -> "\\s*p\\.\\s?p\\.\\s?s.*$";
              case "P.S." -> "\\s*p\\.\\s?s\\..*$";
              default -> "\\s*" + InstructionCheckers.lower(marker) + ".*$";
            });
    return response -> postscript.find(InstructionCheckers.lower(response));
  }

  static boolean title(String response) {
    return TITLE
        .matcher(response)
        .results()
        .map(found -> PythonCharacters.lstrip(found.group(), '<'))
        .anyMatch(found -> !blank(PythonCharacters.rstrip(found, '>')));
  }

  static boolean json(String response) {
    String text = PythonText.strip(response);
    for (String fence : FENCES) {
      text = text.startsWith(fence) ? text.substring(fence.length()) : text;
    }
    text = text.endsWith("```") ? text.substring(0, text.length() - 3) : text;
    return JsonText.valid(PythonText.strip(text));
  }

  private static boolean blank(String text) {
    return PythonText.strip(text).isEmpty();
  }
}
