package dev.assay.eval.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of a page. Whatever text it was made of is escaped, and characters that cannot be seen or
 * that turn the order of others round are shown by number: it may come from a model.
 */
public final class Html {
  /** Of no length. */
  public static final Html NOTHING = new Html("");

  /** C0 and C1 controls but tab and line feed; embeddings, overrides, isolates; half a pair. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\p{Cs}]");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /** How loud a {@link #badge} is. */
  public enum Tone {
    /** A fact beside others. */
    PLAIN,
    /** Somebody should look. */
    ALARM,
    /** Of the candidate. */
    WIN,
    /** Of the baseline. */
    LOSS,
    /** Of neither. */
    TIE
  }

  /** A text as it is; of any line end a line feed is left. */
  public static Html text(String text) {
    return new Html(visible(text));
  }

  /** A text in letters of one width. */
  public static Html code(String text) {
    return element("code", "", text(text));
  }

  public static Html strong(String text) {
    return element("strong", "", text(text));
  }

  /**
   * What a model or a person wrote: its lines kept, its direction its own, "(nothing)" if empty.
   */
  public static Html quoted(String text) {
    return text.isBlank()
        ? new Html("<div class=\"quoted empty\">(nothing)</div>")
        : new Html("<div class=\"quoted\" dir=\"auto\">" + visible(text) + "</div>");
  }

  /** The beginning of a text that may be long, and how much of it that is. */
  public static Html quotedStart(String text, int codePoints) {
    int all = text.codePointCount(0, text.length());
    return all <= codePoints
        ? quoted(text)
        : of(
            quoted(text.substring(0, text.offsetByCodePoints(0, codePoints))),
            cut(codePoints, all));
  }

  /** The end of a text that may be long, as of a prompt whose question comes last. */
  public static Html quotedEnd(String text, int codePoints) {
    int all = text.codePointCount(0, text.length());
    return all <= codePoints
        ? quoted(text)
        : of(
            cut(codePoints, all),
            quoted(text.substring(text.offsetByCodePoints(text.length(), -codePoints))));
  }

  private static Html cut(int shown, int all) {
    return remark(
        "Cut: " + Figures.count(shown) + " of " + Figures.count(all) + " code points are shown.");
  }

  /** A word in a frame. */
  public static Html badge(Tone tone, String text) {
    return element(
        "span", " class=\"badge " + tone.name().toLowerCase(Locale.ROOT) + "\"", text(text));
  }

  public static Html paragraph(Html... pieces) {
    return element("p", "", of(pieces));
  }

  /** A paragraph that stands back: what a table means, where a figure is from. */
  public static Html remark(Html... pieces) {
    return element("p", " class=\"faint\"", of(pieces));
  }

  public static Html remark(String text) {
    return remark(text(text));
  }

  /** Lines as a terminal shows them, in letters of one width. */
  public static Html terminal(String text) {
    return element("pre", "", text(text));
  }

  /** A heading below a section's. */
  public static Html heading(String text) {
    return element("h3", "", text(text));
  }

  /** What is seen once it is asked for; on paper always. */
  public static Html details(String summary, Html... pieces) {
    return of(
        new Html("<details><summary>"),
        text(summary),
        new Html("</summary>"),
        of(pieces),
        new Html("</details>\n"));
  }

  /** One after the other. */
  public static Html of(Html... pieces) {
    return of(Arrays.asList(pieces));
  }

  /** One after the other. */
  public static Html of(Collection<Html> pieces) {
    return new Html(pieces.stream().map(Html::toString).collect(Collectors.joining()));
  }

  /** With {@code separator}, a text, between them. */
  public static Html joined(String separator, List<Html> pieces) {
    return new Html(
        pieces.stream().map(Html::toString).collect(Collectors.joining(visible(separator))));
  }

  /**
   * A Mustache template that lies beside a class. Its {@code {{name}}} are escaped; a value that is
   * itself an {@link Html} is named with three braces.
   *
   * @throws java.io.UncheckedIOException where there is none
   */
  public static Html template(Class<?> beside, String name, Map<String, ?> values) {
    return new Html(PageResource.filled(beside, name, values));
  }

  /** One below the other; those that are nothing take no line. */
  public static Html lines(Html... pieces) {
    return new Html(
        Arrays.stream(pieces)
            .filter(piece -> !piece.isEmpty())
            .map(Html::toString)
            .collect(Collectors.joining("<br>")));
  }

  static Html element(String name, String attributes, Html content) {
    return new Html("<" + name + attributes + ">" + content + "</" + name + ">");
  }

  /** Of the frame's own making: no text of anybody else is in it unescaped. */
  static Html markup(String markup) {
    return new Html(markup);
  }

  public boolean isEmpty() {
    return markup.isEmpty();
  }

  /** The markup. */
  @Override
  public String toString() {
    return markup;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Html html && html.markup.equals(markup);
  }

  @Override
  public int hashCode() {
    return markup.hashCode();
  }

  private static String visible(String text) {
    String escaped = escaped(text.replace("\r\n", "\n").replace('\r', '\n'));
    return UNSEEN.matcher(escaped).replaceAll(Html::numbered);
  }

  private static String numbered(MatchResult found) {
    return String.format(
        Locale.ROOT, "<span class=\"mark\">U+%04X</span>", (int) found.group().charAt(0));
  }

  /** For texts and for attributes in double quotes. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + text.length() / 8);
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      switch (at) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(at);
      }
    }
    return escaped.toString();
  }
}
