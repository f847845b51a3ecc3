package dev.assay.eval.form;

import dev.assay.eval.document.Document;
import java.io.IOException;
import java.util.List;

/** A way in which rows lie in a file. */
public interface FileForm {

  /** Short name, e.g. {@code jsonl}. */
  String label();

  /** Whether rows in this form begin with bytes that no other form begins with. */
  default boolean hasMagic() {
    return false;
  }

  /** Whether values have types; texts between delimiters have none. */
  default boolean typed() {
    return true;
  }

  /** How names of files in this form end, compression apart: {@code .csv}. */
  List<String> endings();

  /** A file that begins like this may have this form; others may fit too. */
  boolean mayBegin(FileHead head);

  /**
   * Every row in order. A broken row keeps its place and says what is wrong.
   *
   * @throws IOException if the file does not have this form, or is damaged
   */
  List<Document> read(SourceFile file) throws IOException;
}
