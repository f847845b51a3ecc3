package dev.assay.eval.mathematics;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.python.PythonSubstitution;
import dev.assay.core.text.PythonText;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A final answer in LaTeX without units, spaces and what only decorates it (Lewkowycz et al., 2022,
 * appendix D; lm_eval/tasks/minerva_math/utils.py, normalize_final_answer), and where a solution
 * states it.
 */
public final class NormalizedAnswer {
  /** What stands for the answer of a solution that states none. */
  static final String NONE = "[invalidanswer]";

  private static final String END = "I hope it is correct.";
  private static final Pattern STATED =
      Pattern.compile("(?d)Final Answer: The final answer is(.*?). I hope it is correct.");
  private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+");
  private static final Pattern GROUPED = Pattern.compile("-?\\p{Nd}{1,3}(?:,\\p{Nd}{3})+");

  private static final List<String> REMOVED =
      List.of(
          "square",
          "ways",
          "integers",
          "dollars",
          "mph",
          "inches",
          "ft",
          "hours",
          "km",
          "units",
          "\\ldots",
          "sue",
          "points",
          "feet",
          "minutes",
          "digits",
          "cents",
          "degrees",
          "cm",
          "gm",
          "pounds",
          "meters",
          "meals",
          "edges",
          "students",
          "childrentickets",
          "multiples",
          "\\text{s}",
          "\\text{.}",
          "\\text{\ns}",
          "\\text{}^2",
          "\\text{}^3",
          "\\text{\n}",
          "\\text{}",
          "\\mathrm{th}",
          "^\\circ",
          "^{\\circ}",
          "\\;",
          ",\\!",
          "{,}",
          "\"",
          "\\dots");

  private static final List<UnaryOperator<String>> REPLACEMENTS =
      List.of(
          text -> text.replace("an ", "").replace("a ", "").replace(".$", "$"),
          text -> text.replace("\\$", "").replace("\\ ", "").replace(" ", ""),
          text -> text.replace("mbox", "text").replace(",\\text{and}", ","),
          text -> text.replace("\\text{and}", ",").replace("\\text{m}", "\\text{}"));

  private static final List<PythonPattern> WORDS =
      REMOVED.stream()
          .filter(NormalizedAnswer::isWord)
          .map(word -> PythonPattern.of("(?<!\\\\)\\b" + word + "\\b"))
          .toList();

  private static final List<PythonSubstitution> UNWRAPPED =
      Stream.of(
              new String[] {"(.*?)(\\$)(.*?)(\\$)(.*)", "$\\3$"},
              new String[] {"(\\\\text\\{)(.*?)(\\})", "\\2"},
              new String[] {"(\\\\textbf\\{)(.*?)(\\})", "\\2"},
              new String[] {"(\\\\overline\\{)(.*?)(\\})", "\\2"},
              new String[] {"(\\\\boxed\\{)(.*)(\\})", "\\2"},
              new String[] {"(frac)([^{])(.)", "frac{\\2}{\\3}"},
              new String[] {"(sqrt)(\\[[^\\]]*\\])(\\w)", "\\1\\2{\\3}"},
              new String[] {"(sqrt)(?!\\[)([^{])", "sqrt{\\2}"})
          .map(rule -> PythonSubstitution.of(rule[0], rule[1]))
          .toList();

  private NormalizedAnswer() {}

  private static boolean isWord(String removed) {
    return removed.chars().allMatch(Character::isLetter);
  }

  /**
   * What a solution states after "Final Answer: The final answer is", normalised. A sentence that
   * was cut off before its end counts as ended, but needs the space that would follow.
   */
  public static String stated(String solution) {
    Matcher matcher = STATED.matcher(solution + END);
    return of(matcher.find() ? PythonText.strip(matcher.group(1)) : NONE);
  }

  /** An answer, normalised. */
  public static String of(String answer) {
    String text = answer.substring(answer.lastIndexOf('=') + 1);
    // Words go while spaces still part them, then those that stood against something else.
    for (PythonPattern word : WORDS) {
      text = word.replaceAll(text, "");
    }
    for (UnaryOperator<String> replacement : REPLACEMENTS) {
      text = replacement.apply(text);
    }
    for (String removed : REMOVED) {
      text = isWord(removed) ? withoutWord(text, removed) : text.replace(removed, "");
    }
    for (PythonSubstitution rule : UNWRAPPED) {
      text = rule.apply(text, 0);
    }
    text = text.replace("$", "");
    return GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
  }

  /** Commands keep their letters: "\left" its "ft". */
  private static String withoutWord(String text, String word) {
    StringBuilder without = new StringBuilder();
    Matcher commands = COMMAND.matcher(text);
    int at = 0;
    while (commands.find()) {
      without.append(text.substring(at, commands.start()).replace(word, ""));
      without.append(commands.group());
      at = commands.end();
    }
    return without.append(text.substring(at).replace(word, "")).toString();
  }
}
