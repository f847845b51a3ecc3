package dev.assay.cli.terminal;

import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * What a page may be made of.
 *
 * @param coloured ANSI sequences
 * @param symbols characters beyond ASCII
 */
public record TerminalStyle(boolean coloured, boolean symbols) {
  private static final String SYMBOLS = "±−–·─├┤│●Δ↑↓";

  /**
   * Colours on a terminal that does not refuse them (<a href="https://no-color.org">NO_COLOR</a>),
   * symbols where the locale's encoding has them. The launcher knows whether standard output is a
   * terminal.
   */
  public static TerminalStyle ofStandardOutput() {
    String refused = System.getenv("NO_COLOR");
    boolean coloured =
        Boolean.getBoolean("assay.terminal.output")
            && (refused == null || refused.isEmpty())
            && !"dumb".equals(System.getenv("TERM"));
    String encoding = System.getProperty("native.encoding", "US-ASCII");
    return new TerminalStyle(
        coloured,
        Charset.isSupported(encoding) && Charset.forName(encoding).newEncoder().canEncode(SYMBOLS));
  }

  public String bold(String text) {
    return styled(Style.bold, text);
  }

  public String faint(String text) {
    return styled(Style.faint, text);
  }

  public String good(String text) {
    return styled(Style.fg_green, text);
  }

  public String bad(String text) {
    return styled(Style.fg_red, text);
  }

  private String styled(Style style, String text) {
    return coloured && !text.isBlank() ? style.on() + text + Style.reset.off() : text;
  }

  /** A figure as pages print it, its minus a hyphen where there is only ASCII. */
  public String figure(String figure) {
    return figure.replace("−", symbol("−", "-"));
  }

  /** The symbol, or what ASCII has for it. */
  public String symbol(String symbol, String ascii) {
    return symbols ? symbol : ascii;
  }
}
