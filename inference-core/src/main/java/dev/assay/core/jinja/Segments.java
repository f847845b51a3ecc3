package dev.assay.core.jinja;

import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a source into text and tags, white space taken away as its marks and the dialect say
 * (jinja2/lexer.py).
 */
final class Segments {
  private static final Pattern END_OF_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");

  private final String source;
  private final boolean trimsBlocks;
  private final List<Segment> segments = new ArrayList<>();
  private int position;
  private boolean stripsNext;
  private boolean dropsLineEnd;

  private Segments(String source, boolean trimsBlocks) {
    this.source = source;
    this.trimsBlocks = trimsBlocks;
  }

  /** A source as Jinja2 reads it: line ends made one, the last one dropped in chats. */
  static String normalized(String source, Dialect dialect) {
    String lines = source.replace("\r\n", "\n").replace('\r', '\n');
    return dialect.isChat() && lines.endsWith("\n")
        ? lines.substring(0, lines.length() - 1)
        : lines;
  }

  static List<Segment> of(String normalized, Dialect dialect) {
    Segments cut = new Segments(normalized, dialect.isChat());
    cut.cut();
    return cut.segments;
  }

  private void cut() {
    while (true) {
      int open = nextTag(position);
      String data = data(open);
      if (open < 0) {
        add(data);
        return;
      }
      char kind = source.charAt(open + 1);
      int body = open + 2;
      char sign = sign(body);
      if (sign != 0) {
        body++;
      }
      if (sign == '-') {
        data = PythonText.rstrip(data);
      } else if (trimsBlocks && sign != '+' && kind != '{') {
        data = withoutIndent(data, open);
      }
      add(data);
      if (kind == '#') {
        comment(open, body);
      } else {
        tag(open, body, kind);
      }
    }
  }

  private int nextTag(int from) {
    for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
      if (at + 1 < source.length() && "{%#".indexOf(source.charAt(at + 1)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  private char sign(int at) {
    char c = at < source.length() ? source.charAt(at) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  /** The text up to a tag, less what the tag before it takes away. */
  private String data(int open) {
    String data = open < 0 ? source.substring(position) : source.substring(position, open);
    if (stripsNext) {
      int from = 0;
      while (from < data.length() && PythonText.isSpace(data.charAt(from))) {
        from++;
      }
      data = data.substring(from);
    } else if (dropsLineEnd && data.startsWith("\n")) {
      data = data.substring(1);
    }
    stripsNext = false;
    dropsLineEnd = false;
    return data;
  }

  /** A block that is the first thing on its line takes the white space before it along. */
  private String withoutIndent(String data, int open) {
    int lineStart = open;
    while (lineStart > 0
        && source.charAt(lineStart - 1) != '\n'
        && PythonText.isSpace(source.charAt(lineStart - 1))) {
      lineStart--;
    }
    boolean first = lineStart == 0 || source.charAt(lineStart - 1) == '\n';
    int lastLine = data.lastIndexOf('\n') + 1;
    return first
            && (lastLine > 0 || lineStart >= position)
            && PythonText.strip(data.substring(lastLine)).isEmpty()
        ? data.substring(0, lastLine)
        : data;
  }

  private void add(String data) {
    if (!data.isEmpty()) {
      segments.add(new Segment(Segment.Kind.DATA, data, position));
    }
  }

  private void comment(int open, int body) {
    int end = source.indexOf("#}", body);
    if (end < 0 && body == source.length()) {
      // Jinja2's lexer stops at the end before it looks for that of the comment.
      position = body;
      return;
    }
    if (end < 0) {
      throw new SyntaxError("Missing end of comment tag", open);
    }
    char sign = end > body - 1 && end - 1 >= body ? sign(end - 1) : 0;
    position = end + 2;
    stripsNext = sign == '-';
    dropsLineEnd = sign == 0 && trimsBlocks;
  }

  private void tag(int open, int body, char kind) {
    int end = endOfTag(open, body, kind == '{' ? "}}" : "%}");
    char sign = end > body ? sign(end - 1) : 0;
    // A plus before the end of an output is an operator that lacks its right side.
    boolean marked = sign == '-' || sign == '+' && kind == '%';
    String text = source.substring(body, marked ? end - 1 : end);
    position = end + 2;
    boolean strips = sign == '-';
    if (kind == '%' && text.strip().equals("raw")) {
      raw(open, strips);
      return;
    }
    segments.add(new Segment(kind == '{' ? Segment.Kind.OUTPUT : Segment.Kind.BLOCK, text, open));
    stripsNext = strips;
    dropsLineEnd = !strips && kind == '%' && trimsBlocks && sign != '+';
  }

  /** Outside texts and brackets. */
  private int endOfTag(int open, int body, String end) {
    int depth = 0;
    char quote = 0;
    for (int at = body; at < source.length(); at++) {
      char c = source.charAt(at);
      if (quote != 0) {
        if (c == '\\') {
          at++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (depth == 0 && source.startsWith(end, at)) {
        return at;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth = Math.max(0, depth - 1);
      }
    }
    throw new SyntaxError("unexpected end of template", open);
  }

  private void raw(int open, boolean strips) {
    Matcher end = END_OF_RAW.matcher(source);
    if (position == source.length()) {
      return;
    }
    if (!end.find(position)) {
      throw new SyntaxError("Missing end of raw directive", open);
    }
    String raw = source.substring(position, end.start());
    if (strips) {
      int from = 0;
      while (from < raw.length() && PythonText.isSpace(raw.charAt(from))) {
        from++;
      }
      raw = raw.substring(from);
    }
    int lastLine = raw.lastIndexOf('\n') + 1;
    if (end.group(1).equals("-")) {
      raw = PythonText.rstrip(raw);
    } else if (trimsBlocks
        && !end.group(1).equals("+")
        && lastLine > 0
        && raw.substring(lastLine).isBlank()) {
      raw = raw.substring(0, lastLine);
    }
    add(raw);
    position = end.end();
    stripsNext = end.group(2).equals("-");
    dropsLineEnd = !stripsNext && trimsBlocks && !end.group(2).equals("+");
  }
}
