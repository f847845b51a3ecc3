package dev.assay.core.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Blocks, from a source's segments (jinja2/parser.py). */
final class StatementParser {
  private static final Set<String> OTHER_TEMPLATES = Set.of("include", "import", "from", "extends");

  private final List<Segment> segments;
  private final boolean chat;
  private final TagReader reader = new TagReader();
  private final ExpressionParser expressions = new ExpressionParser(reader);
  private int at;
  private int nested;
  private int loops;

  StatementParser(List<Segment> segments, Dialect dialect) {
    this.segments = segments;
    this.chat = dialect.isChat();
  }

  Statement template() {
    List<Statement> statements = new ArrayList<>();
    body(statements, Set.of());
    return new Blocks.Sequence(List.copyOf(statements));
  }

  /** A body and the tag that ends it, whose name is taken. */
  private record Body(Statement statement, String end) {}

  private Body body(String... ends) {
    if (++nested > Bounds.NESTED_BLOCKS) {
      throw reader.error("blocks are nested more than " + Bounds.NESTED_BLOCKS + " deep");
    }
    List<Statement> statements = new ArrayList<>();
    String end = body(statements, Set.of(ends));
    nested--;
    return new Body(new Blocks.Sequence(List.copyOf(statements)), end);
  }

  private String body(List<Statement> statements, Set<String> ends) {
    int opened = reader.offset();
    while (at < segments.size()) {
      Segment segment = segments.get(at++);
      switch (segment.kind()) {
        case DATA -> statements.add(new Blocks.Text(segment.text()));
        case OUTPUT -> {
          reader.open(segment);
          Expression output = expressions.list();
          reader.expectEnd();
          statements.add(new Blocks.Tagged(new Blocks.Output(output), segment.offset()));
        }
        case BLOCK -> {
          reader.open(segment);
          String tag = reader.name();
          if (ends.contains(tag)) {
            return tag;
          }
          statements.add(new Blocks.Tagged(block(tag), segment.offset()));
        }
      }
    }
    if (!ends.isEmpty()) {
      throw new SyntaxError(
          "Unexpected end of template. Jinja was looking for the tag "
              + String.join(" or ", ends.stream().sorted().toList()),
          opened);
    }
    return "";
  }

  private Statement block(String tag) {
    return switch (tag) {
      case "if" -> condition();
      case "for" -> loop();
      case "set" -> assignment();
      case "macro" -> macro();
      case "call" -> call();
      case "filter" -> filter();
      case "with" -> with();
      case "block" -> named();
      case "break", "continue" -> jump(tag);
      case "generation" -> generation();
      default -> throw reader.error(unknown(tag));
    };
  }

  private static String unknown(String tag) {
    return OTHER_TEMPLATES.contains(tag)
        ? "the tag '" + tag + "' needs other templates, and there are none here"
        : "Encountered unknown tag '" + tag + "'.";
  }

  private Statement condition() {
    List<Expression> conditions = new ArrayList<>();
    List<Statement> bodies = new ArrayList<>();
    String end = "elif";
    while (end.equals("elif")) {
      conditions.add(expressions.list());
      reader.expectEnd();
      Body body = body("elif", "else", "endif");
      bodies.add(body.statement());
      end = body.end();
    }
    Statement otherwise = end.equals("else") ? lastBody("endif") : null;
    reader.expectEnd();
    return new Blocks.If(List.copyOf(conditions), List.copyOf(bodies), otherwise);
  }

  private Statement lastBody(String end) {
    reader.expectEnd();
    return body(end).statement();
  }

  private Statement loop() {
    List<String> names = new ArrayList<>();
    boolean unpacks = targets(names);
    if (!reader.takeName("in")) {
      throw reader.error("expected 'in', got " + reader.current().shown());
    }
    Expression elements = expressions.loopElements();
    Expression filter = reader.takeName("if") ? expressions.expression() : null;
    boolean recursive = reader.takeName("recursive");
    reader.expectEnd();
    loops++;
    Body body = body("else", "endfor");
    loops--;
    Statement otherwise = body.end().equals("else") ? lastBody("endfor") : null;
    reader.expectEnd();
    return new For(
        List.copyOf(names), unpacks, elements, filter, recursive, body.statement(), otherwise);
  }

  /** Names to assign to; whether they unpack what is assigned. */
  private boolean targets(List<String> names) {
    boolean bracketed = reader.takeOperator("(");
    names.add(reader.name());
    boolean unpacks = false;
    while (reader.takeOperator(",")) {
      unpacks = true;
      if (reader.current().kind() != Token.Kind.NAME || reader.isName("in")) {
        break;
      }
      names.add(reader.name());
    }
    if (bracketed) {
      reader.expectOperator(")");
    }
    return unpacks;
  }

  private Statement assignment() {
    if (reader.current().kind() == Token.Kind.NAME && reader.following().isOperator(".")) {
      String namespace = reader.name();
      reader.take();
      return new Blocks.NamespaceAssignment(namespace, reader.name(), assigned());
    }
    List<String> names = new ArrayList<>();
    boolean unpacks = targets(names);
    return new Blocks.Assignment(List.copyOf(names), unpacks, assigned());
  }

  /** After the equals sign, or else the block that follows. */
  private Expression assigned() {
    if (!reader.takeOperator("=")) {
      return captured("endset");
    }
    Expression value = expressions.list();
    reader.expectEnd();
    return value;
  }

  /** A block's text, through the filters that its tag names. */
  private Expression captured(String end) {
    Expression filtered = new References.Name(Blocks.CAPTURED);
    while (reader.takeOperator("|")) {
      filtered = expressions.operands().filter(filtered);
    }
    return captured(filtered, end);
  }

  private Expression captured(Expression filtered, String end) {
    Statement body = lastBody(end);
    reader.expectEnd();
    return new Blocks.Captured(body, filtered);
  }

  private Statement filter() {
    Expression filtered = expressions.operands().filter(new References.Name(Blocks.CAPTURED));
    while (reader.takeOperator("|")) {
      filtered = expressions.operands().filter(filtered);
    }
    return new Blocks.OutputOfText(captured(filtered, "endfilter"));
  }

  private Statement macro() {
    String name = reader.name();
    return new Blocks.MacroDefinition(macro(name, "endmacro"));
  }

  /** From its parameters on. */
  private Macro macro(String name, String end) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    reader.expectOperator("(");
    while (!reader.isOperator(")")) {
      if (!parameters.isEmpty()) {
        reader.expectOperator(",");
        if (reader.isOperator(")")) {
          break;
        }
      }
      parameters.add(reader.name());
      defaults.add(reader.takeOperator("=") ? expressions.expression() : null);
    }
    reader.expectOperator(")");
    return new Macro(name, parameters, defaults, end.isEmpty() ? null : macroBody(end));
  }

  private Statement macroBody(String end) {
    int outer = loops;
    loops = 0;
    Statement body = lastBody(end);
    reader.expectEnd();
    loops = outer;
    return body;
  }

  private Statement call() {
    Macro signature =
        reader.isOperator("(")
            ? macro("caller", "")
            : new Macro("caller", List.of(), List.of(), null);
    if (!(expressions.expression() instanceof Call call)) {
      throw reader.error("expected call");
    }
    Statement body = macroBody("endcall");
    return new Blocks.CallBlock(
        call, new Macro("caller", signature.parameters(), signature.defaults(), body));
  }

  private Statement with() {
    List<String> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!reader.atEnd()) {
      if (!names.isEmpty()) {
        reader.expectOperator(",");
      }
      names.add(reader.name());
      reader.expectOperator("=");
      values.add(expressions.expression());
    }
    Statement body = lastBody("endwith");
    reader.expectEnd();
    return new Blocks.With(names, values, body);
  }

  /** A block that another template could replace; here it is what it holds. */
  private Statement named() {
    reader.name();
    Statement body = lastBody("endblock");
    while (!reader.atEnd()) {
      reader.name();
    }
    return new Blocks.With(List.of(), List.of(), body);
  }

  private Statement jump(String tag) {
    if (!chat) {
      throw reader.error(unknown(tag));
    }
    if (loops == 0) {
      throw reader.error("'" + tag + "' outside of a loop");
    }
    reader.expectEnd();
    return new Blocks.Jump(tag.equals("break") ? Statement.Flow.BREAK : Statement.Flow.CONTINUE);
  }

  private Statement generation() {
    if (!chat) {
      throw reader.error(unknown("generation"));
    }
    Statement body = lastBody("endgeneration");
    reader.expectEnd();
    return new Blocks.Generation(body);
  }
}
