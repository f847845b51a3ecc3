package dev.assay.eval.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.assay.core.text.PythonText;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A Mustache template without escaping, with sections that transform the text in them. */
final class TextTemplate {
  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler().escapeHTML(false).withFormatter(TextTemplate::text);
  private static final Pattern BRACKETED = Pattern.compile("\\[[^\\n]*?\\]");
  private static final Map<String, Mustache.Lambda> SECTIONS =
      Map.of(
          "strip", section(PythonText::strip),
          "capitalize", section(PythonText::capitalize),
          "clean_wikihow", section(TextTemplate::cleanWikihow));

  private final Template template;

  TextTemplate(String template) {
    this.template = MUSTACHE.compile(template);
  }

  /**
   * The template filled.
   *
   * @param context a document's columns by name, or one text, which is then {@code {{.}}}
   * @throws MustacheException if a column that the template names is missing or null
   * @throws IllegalArgumentException if one holds neither text nor an integer
   */
  String fill(Object context) {
    StringWriter filled = new StringWriter();
    template.execute(context, SECTIONS, filled);
    return filled.toString();
  }

  /** Of what is written alike in Python and Java. */
  private static String text(Object value) {
    if (value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      return value.toString();
    }
    throw new IllegalArgumentException("neither text nor an integer: " + value);
  }

  private static Mustache.Lambda section(UnaryOperator<String> transformation) {
    return (fragment, out) -> out.write(transformation.apply(fragment.execute()));
  }

  /** WikiHow's leftovers, as the reference harness removes them from HellaSwag. */
  static String cleanWikihow(String text) {
    String titled = PythonText.strip(text).replace(" [title]", ". ");
    return BRACKETED.matcher(titled).replaceAll("").replace("  ", " ");
  }
}
