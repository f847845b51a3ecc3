package dev.assay.core.jinja.value;

/** Text that needs no HTML escapes any more (markupsafe.Markup). */
public record SafeText(String text) {
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  /** A plain text in the place of one that is safe; anything else as it is. */
  public static Object plain(Object value) {
    return value instanceof SafeText safe ? safe.text : value;
  }
}
