package dev.assay.eval.filter;

import dev.assay.core.error.AssayException;
import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The letter of a choice, in brackets: by a pattern, else by what a choice says, else by a letter
 * after a colon (lm_eval/filters/extraction.py, MultiChoiceRegexFilter).
 *
 * @param ignored removed before choices are looked for
 */
record ChoiceRegexStep(
    RegexStep regex, boolean ignoreCase, boolean ignorePunctuation, List<PythonPattern> ignored) {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{P}");
  private static final String ESCAPED = "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f";

  static FilterStep of(StepArguments arguments) {
    ChoiceRegexStep step =
        new ChoiceRegexStep(
            RegexStep.of(arguments),
            arguments.flag("ignore_case"),
            arguments.flag("ignore_punctuation"),
            arguments.patterns("regexes_to_ignore"));
    return answers -> {
      Letters letters = step.letters(answers.choices());
      return answers.with(
          answers.texts().stream().map(text -> step.letter(text, letters)).toList());
    };
  }

  /** What a document's choices are recognised by. */
  private record Letters(Pattern texts, Map<String, String> byText, PythonPattern afterColon) {}

  private Letters letters(List<String> choices) {
    if (choices.size() > 26) {
      throw AssayException.request(
          "bad_target",
          "multi_choice_regex knows 26 letters",
          "the document has " + choices.size() + " choices",
          "use the filter 'regex'");
    }
    List<String> levelled =
        choices.stream().map(choice -> levelled(PythonText.strip(choice))).toList();
    Map<String, String> byText = new HashMap<>();
    List<String> letters = new ArrayList<>();
    for (String choice : levelled) {
      String letter = Character.toString('A' + letters.size());
      byText.put(choice, "(" + letter + ")");
      letters.add(letter);
    }
    // The longest first, or a choice that another begins with would be found in its place.
    String texts =
        levelled.stream()
            .sorted(Comparator.comparingInt(ChoiceRegexStep::escapedLength).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    String afterColon = ":\\s*(" + String.join("|", letters) + ")";
    return new Letters(Pattern.compile(texts), byText, PythonPattern.of(afterColon));
  }

  private static int escapedLength(String text) {
    return text.codePoints().map(c -> ESCAPED.indexOf(c) >= 0 ? 2 : 1).sum();
  }

  private String levelled(String text) {
    String levelled = text;
    for (PythonPattern pattern : ignored) {
      levelled = pattern.replaceAll(levelled, "");
    }
    levelled = ignoreCase ? levelled.toLowerCase(Locale.ROOT) : levelled;
    return ignorePunctuation ? PUNCTUATION.matcher(levelled).replaceAll("") : levelled;
  }

  private String letter(String answer, Letters letters) {
    String found = stripped(regex.pattern().matcher(answer));
    if (found.isEmpty()) {
      String text = stripped(letters.texts().matcher(levelled(answer)));
      found = text.isEmpty() ? "" : letters.byText().getOrDefault(text, text);
    }
    if (found.isEmpty()) {
      String letter = stripped(letters.afterColon().matcher(answer));
      found = letter.isEmpty() ? "" : "(" + letter + ")";
    }
    return found.isEmpty() ? regex.fallback() : found;
  }

  /** Empty where nothing is found. */
  private String stripped(Matcher matcher) {
    MatchResult match = RegexStep.selected(matcher, regex.select());
    String found = match == null ? null : RegexStep.found(match);
    return found == null ? "" : PythonText.strip(found);
  }
}
