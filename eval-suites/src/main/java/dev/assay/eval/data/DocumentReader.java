package dev.assay.eval.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads one file format. */
public interface DocumentReader {

  /** The file's name says that this reader's format is in it. */
  boolean reads(Path file);

  /**
   * Every row of the file in order, document numbers counted from 0; a broken row keeps its place
   * and says what is wrong.
   *
   * @throws IOException if the file as a whole cannot be read
   */
  List<SourceDocument> read(Path file) throws IOException;
}
