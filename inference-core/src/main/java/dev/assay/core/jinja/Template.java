package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Access;
import dev.assay.core.jinja.value.Allowance;
import dev.assay.core.jinja.value.Arguments;
import dev.assay.core.jinja.value.Callable;
import dev.assay.core.jinja.value.FromJava;
import dev.assay.core.jinja.value.Functions;
import dev.assay.core.jinja.value.Printing;
import dev.assay.core.jinja.value.PythonError;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Jinja2 template, rendered as Python renders it, byte for byte. Parsed once; any number of
 * threads may render it. Values are data: no template reaches anything of Java.
 */
public final class Template {
  /**
   * What an assistant wrote of a text, between {@code generation} and {@code endgeneration}.
   *
   * @param start in code points
   * @param end in code points, the first one after it
   */
  public record Span(int start, int end) {}

  /**
   * @param text all that the template wrote
   * @param generated in their order
   */
  public record Rendered(String text, List<Span> generated) {}

  private final String name;
  private final String source;
  private final Dialect dialect;
  private final Statement body;

  private Template(String name, String source, Dialect dialect, Statement body) {
    this.name = name;
    this.source = source;
    this.dialect = dialect;
    this.body = body;
  }

  /**
   * @param name for errors, e.g. a file's
   * @throws TemplateException for a source that is no template
   */
  public static Template parse(String name, String source, Dialect dialect) {
    String normalized = Segments.normalized(source, dialect);
    try {
      Statement body = new StatementParser(Segments.of(normalized, dialect), dialect).template();
      return new Template(name, normalized, dialect, body);
    } catch (SyntaxError e) {
      throw failure(name, normalized, e.offset(), e.getMessage(), e);
    }
  }

  /**
   * A task file's template.
   *
   * @param variables Java's or Jackson's values
   * @throws TemplateException if it raises
   */
  public String render(Map<String, ?> variables) {
    return render(variables, LocalDateTime.now()).text();
  }

  /**
   * @param variables Java's or Jackson's values
   * @param now what {@code strftime_now} knows of the time
   * @throws TemplateException if it raises
   */
  public Rendered render(Map<String, ?> variables, LocalDateTime now) {
    Rendering rendering = new Rendering(new Access(dialect.strict(), dialect.isChat()));
    Allowance.begin();
    try {
      Map<String, Object> values = new HashMap<>(Functions.ALL);
      if (dialect.isChat()) {
        values.put("raise_exception", (Callable) Template::raise);
        values.put(
            "strftime_now",
            (Callable) call -> Strftime.format(Printing.str(call.required(0, "format")), now));
      }
      variables.forEach((variable, value) -> values.put(variable, FromJava.value(value)));
      body.run(Scope.outermost(rendering, values), rendering.output());
      return new Rendered(rendering.output().toString(), List.copyOf(rendering.generated()));
    } catch (PythonError e) {
      throw failure(name, source, rendering.offset(), e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw failure(
          name, source, rendering.offset(), "it nests deeper than this thread's stack holds", e);
    }
  }

  private static Object raise(Arguments arguments) {
    throw new PythonError("TemplateError: " + Printing.str(arguments.required(0, "message")));
  }

  private static TemplateException failure(
      String name, String source, int offset, String problem, Throwable cause) {
    int line = 1;
    int lineStart = 0;
    for (int at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    return new TemplateException(name, line, offset - lineStart + 1, problem, cause);
  }
}
