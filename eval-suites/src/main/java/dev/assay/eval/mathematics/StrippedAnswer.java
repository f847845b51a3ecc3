package dev.assay.eval.mathematics;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer in LaTeX without what does not count: the form in which MATH's authors compare
 * (Hendrycks et al., 2021, math_equivalence; lm_eval/tasks/hendrycks_math/utils.py, strip_string).
 */
final class StrippedAnswer {
  private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\p{Nd}+(?:_\\p{Nd}+)*\\s*");
  private static final Pattern WRITTEN_INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

  private StrippedAnswer() {}

  /**
   * An answer's form.
   *
   * @param strict "a/b" of anything but whole numbers has no form, as in the authors' code; else it
   *     stays as it is, as in AGIEval's
   * @return empty where the original fails, e.g. at a {@code \frac} at the end
   */
  static Optional<String> of(String answer, boolean strict) {
    String text = answer.replace("\n", "").replace("\\!", "").replace("\\\\", "\\");
    text = text.replace("tfrac", "frac").replace("dfrac", "frac");
    text = text.replace("\\left", "").replace("\\right", "");
    text = text.replace("^{\\circ}", "").replace("^\\circ", "").replace("\\$", "");
    List<String> units = List.of(text.split(Pattern.quote("\\text{ "), -1));
    if (units.size() > 2) {
      return Optional.empty();
    }
    text = units.get(0).replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.");
    if (text.isEmpty()) {
      return Optional.of(text);
    }
    text = text.startsWith(".") ? "0" + text : text;
    List<String> sides = List.of(text.split("=", -1));
    if (sides.size() == 2 && length(sides.get(0)) <= 2) {
      text = sides.get(1);
    }
    return roots(text)
        .map(rooted -> rooted.replace(" ", ""))
        .flatMap(StrippedAnswer::fractions)
        .map(fraction -> fraction.equals("0.5") ? "\\frac{1}{2}" : fraction)
        .flatMap(fraction -> slashed(fraction, strict));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }

  /** Braces around what a root without them is of. */
  private static Optional<String> roots(String text) {
    String[] parts = text.split(Pattern.quote("\\sqrt"), -1);
    StringBuilder braced = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        return Optional.empty();
      }
      String first = first(parts[i]);
      braced.append("\\sqrt");
      braced.append(
          first.equals("{") ? parts[i] : "{" + first + "}" + parts[i].substring(first.length()));
    }
    return Optional.of(braced.toString());
  }

  /** Braces around the two characters after a fraction without them. */
  private static Optional<String> fractions(String text) {
    String[] parts = text.split(Pattern.quote("\\frac"), -1);
    StringBuilder braced = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        return Optional.empty();
      }
      braced.append("\\frac");
      if (parts[i].startsWith("{")) {
        braced.append(parts[i]);
        continue;
      }
      if (length(parts[i]) < 2) {
        return Optional.of(text);
      }
      String numerator = first(parts[i]);
      String rest = parts[i].substring(numerator.length());
      braced.append('{').append(numerator).append('}');
      String denominator = first(rest);
      braced.append(
          denominator.equals("{")
              ? rest
              : "{" + denominator + "}" + rest.substring(denominator.length()));
    }
    return Optional.of(braced.toString());
  }

  private static Optional<String> slashed(String text, boolean strict) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      return Optional.of(text);
    }
    if (!INTEGER.matcher(parts[0]).matches() || !INTEGER.matcher(parts[1]).matches()) {
      return strict ? Optional.empty() : Optional.of(text);
    }
    boolean written =
        WRITTEN_INTEGER.matcher(parts[0]).matches() && WRITTEN_INTEGER.matcher(parts[1]).matches();
    return Optional.of(written ? "\\frac{" + parts[0] + "}{" + parts[1] + "}" : text);
  }
}
