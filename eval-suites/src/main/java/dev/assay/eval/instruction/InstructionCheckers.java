package dev.assay.eval.instruction;

import dev.assay.core.text.PythonText;
import dev.assay.eval.item.Reference.Instruction;
import dev.assay.eval.language.LanguageDetector;
import dev.assay.eval.python.PythonCharacters;
import dev.assay.eval.segmentation.EnglishSentences;
import dev.assay.eval.segmentation.EnglishWords;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Every instruction by its name. */
final class InstructionCheckers {
  private static final String ENGLISH = "en";

  private InstructionCheckers() {}

  static InstructionChecker of(Instruction instruction) {
    Arguments arguments = new Arguments(instruction);
    return switch (instruction.id()) {
      case "keywords:existence" -> KeywordCheckers.existence(arguments);
      case "keywords:frequency" -> KeywordCheckers.frequency(arguments);
      case "keywords:forbidden_words" -> KeywordCheckers.forbidden(arguments);
      case "keywords:letter_frequency" -> KeywordCheckers.letterFrequency(arguments);
      case "language:response_language" -> language(arguments.text("language"));
      case "length_constraints:number_sentences" ->
          counted(arguments.compared("num_sentences", "relation"), EnglishSentences::count);
      case "length_constraints:number_words" ->
          counted(arguments.compared("num_words", "relation"), EnglishWords::count);
      case "length_constraints:number_paragraphs" -> ParagraphCheckers.divided(arguments);
      case "length_constraints:nth_paragraph_first_word" -> ParagraphCheckers.firstWord(arguments);
      case "detectable_content:number_placeholders" -> FormatCheckers.placeholders(arguments);
      case "detectable_content:postscript" -> FormatCheckers.postscript(arguments);
      case "detectable_format:number_bullet_lists" -> FormatCheckers.bullets(arguments);
      case "detectable_format:constrained_response" -> FormatCheckers::oneOfThreeAnswers;
      case "detectable_format:number_highlighted_sections" -> FormatCheckers.highlights(arguments);
      case "detectable_format:multiple_sections" -> FormatCheckers.sections(arguments);
      case "detectable_format:json_format" -> FormatCheckers::json;
      case "detectable_format:title" -> FormatCheckers::title;
      case "combination:two_responses" -> ParagraphCheckers::twoResponses;
      case "combination:repeat_prompt" -> repeats(arguments.text("prompt_to_repeat"));
      case "startend:end_checker" -> ends(arguments.text("end_phrase"));
      case "startend:quotation" -> InstructionCheckers::quoted;
      case "change_case:capital_word_frequency" ->
          counted(
              arguments.compared("capital_frequency", "capital_relation"),
              response ->
                  (int)
                      EnglishWords.of(response).stream().filter(PythonCharacters::isUpper).count());
      case "change_case:english_capital" -> english(PythonCharacters::isUpper);
      case "change_case:english_lowercase" -> english(PythonCharacters::isLower);
      case "punctuation:no_comma" -> response -> response.indexOf(',') < 0;
      default -> throw new IllegalArgumentException("there is no instruction " + instruction.id());
    };
  }

  private interface Counting {
    int of(String response);
  }

  private static InstructionChecker counted(IntPredicate wanted, Counting counting) {
    return response -> wanted.test(counting.of(response));
  }

  /** A text in which nothing tells languages apart counts as written in the one asked for. */
  private static InstructionChecker language(String wanted) {
    return response ->
        LanguageDetector.standard().detect(response).map(wanted::equals).orElse(true);
  }

  private static InstructionChecker english(Predicate<String> letters) {
    InstructionChecker language = language(ENGLISH);
    return response -> letters.test(response) && language.follows(response);
  }

  private static InstructionChecker repeats(String prompt) {
    String beginning = lower(PythonText.strip(prompt));
    return response -> lower(PythonText.strip(response)).startsWith(beginning);
  }

  private static InstructionChecker ends(String phrase) {
    String end = lower(PythonText.strip(phrase));
    return response -> lower(PythonCharacters.strip(PythonText.strip(response), '"')).endsWith(end);
  }

  private static boolean quoted(String response) {
    String text = PythonText.strip(response);
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
