package dev.assay.eval.form;

import dev.assay.eval.data.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way in which rows lie in a file. */
public interface FileForm {

  /** Short name, e.g. {@code jsonl}. */
  String label();

  /** A file that begins like this may have this form; others may fit too. */
  boolean mayBegin(FileHead head);

  /**
   * Every row in order. A broken row keeps its place and says what is wrong.
   *
   * @throws IOException if the file does not have this form, or is damaged
   */
  List<SourceDocument> read(Path file) throws IOException;
}
