package dev.assay.eval.form;

import java.util.List;

/** The forms that need no library of Spark's: JSON Lines, JSON, CSV, TSV and lines of text. */
public final class FileForms {
  private FileForms() {}

  /** In the order in which they are tried. */
  public static List<FileForm> plain() {
    return List.of(
        new JsonLinesForm(),
        new JsonDocumentForm(),
        DelimitedForm.CSV,
        DelimitedForm.TSV,
        new TextLinesForm());
  }
}
