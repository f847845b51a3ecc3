package dev.assay.datasets;

import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileForms;
import java.util.ArrayList;
import java.util.List;

/** Every form of data files. */
public final class DatasetForms {
  private DatasetForms() {}

  /** In the order in which they are tried. */
  public static List<FileForm> all() {
    List<FileForm> forms = new ArrayList<>(List.of(new ParquetForm(), new ArrowForm()));
    forms.addAll(FileForms.plain());
    return forms;
  }
}
