package dev.assay.eval.task;

/**
 * A column made of others.
 *
 * @param name of the new column
 * @param each a column holding a list of texts: the new one is a list too, made element by element,
 *     the element being <code>{{.}}</code>; null where the column is one value
 * @param template Mustache template over the document and the columns derived before
 * @param type what the filled template is read as
 */
public record DerivedColumn(String name, String each, String template, Type type) {

  /** Value types of derived columns. */
  public enum Type {
    TEXT,
    INTEGER
  }

  public DerivedColumn {
    RequiredKey.of(name, "name");
    RequiredKey.of(template, "template");
    type = type == null ? Type.TEXT : type;
  }
}
