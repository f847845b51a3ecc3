package dev.assay.datasets;

import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.nio.file.Path;
import java.util.List;

/** Every form of data files. */
public final class DatasetForms {
  private DatasetForms() {}

  /** With the compressions. */
  public static FileForms all() {
    return FileForms.plain()
        .with(List.of(new Zstandard(), new Bzip2()), List.of(new ParquetForm(), new ArrowForm()));
  }

  /**
   * The data sets below a folder, in every form, at the places that the registry knows.
   *
   * @param root that {@code --data} names; need not be there
   */
  public static DatasetFolder folder(Path root) {
    return new DatasetFolder(root, all(), DatasetRegistry.standard());
  }
}
