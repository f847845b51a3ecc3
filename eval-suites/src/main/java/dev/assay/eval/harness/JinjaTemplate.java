package dev.assay.eval.harness;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A task's Mustache template in Jinja, as the reference harness fills it: with its environment's
 * filter {@code regex_replace}, and Python's own text methods behind the others.
 *
 * <p>The template is filled with expressions in place of values, and its sections put Jinja's
 * filters around what they hold.
 */
final class JinjaTemplate {
  /** Jinja's delimiters, and a line end that it would write as another. */
  private static final Pattern SPECIAL = Pattern.compile("\\{[{%#]|\r");

  private static final Pattern TAG = Pattern.compile("\\{\\{[^{}]*\\}\\}");

  /** By section of {@link dev.assay.eval.task.PromptDefinition}'s templates. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "strip", "trim",
          "capitalize", "capitalize",
          "clean_wikihow",
              "trim | replace(\" [title]\", \". \") | regex_replace(\"\\\\[.*?\\\\]\", \"\")"
                  + " | replace(\"  \", \" \")");

  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler()
          .escapeHTML(false)
          .withFormatter(
              value ->
                  value instanceof Columns columns ? columns.get(".").toString() : (String) value);

  private JinjaTemplate() {}

  /**
   * The template in Jinja.
   *
   * @param column what stands for a column's name, or for {@code .}
   * @throws IllegalArgumentException where its text would mean something in Jinja, or a column has
   *     no expression there
   */
  static String of(String template, UnaryOperator<String> column) {
    if (SPECIAL.matcher(TAG.matcher(template).replaceAll("")).find()) {
      throw new IllegalArgumentException("not written by Jinja as it is: " + template);
    }
    StringWriter filled = new StringWriter();
    try {
      MUSTACHE.compile(template).execute(new Columns(column), filled);
    } catch (MustacheException e) {
      throw new IllegalArgumentException("not said in Jinja: " + template, e);
    }
    return filled.toString();
  }

  /** Text that Jinja writes as it is. */
  static String literal(String text) {
    return SPECIAL.matcher(text).find() ? "{% raw %}" + text + "{% endraw %}" : text;
  }

  /** Whether the template is text only. */
  static boolean isText(String template) {
    return !TAG.matcher(template).find();
  }

  private record Columns(UnaryOperator<String> column) implements Mustache.CustomContext {
    @Override
    public Object get(String name) {
      String filter = FILTERS.get(name);
      return filter == null
          ? column.apply(name)
          : (Mustache.Lambda)
              (inner, out) ->
                  out.write("{% filter " + filter + " %}" + inner.execute() + "{% endfilter %}");
    }
  }
}
