package dev.assay.datasets;

import dev.assay.eval.form.FileForms;
import java.util.List;

/** Every form of data files. */
public final class DatasetForms {
  private DatasetForms() {}

  /** With the compressions. */
  public static FileForms all() {
    return FileForms.plain()
        .with(List.of(new Zstandard(), new Bzip2()), List.of(new ParquetForm(), new ArrowForm()));
  }
}
