package dev.assay.eval.form;

import dev.assay.eval.document.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one reader of data files: the compressions and forms it knows. Both are told by a file's
 * bytes, not by its name.
 *
 * @param forms in the order in which they are tried
 */
public record FileForms(List<Compression> compressions, List<FileForm> forms) {
  private static final int LONGEST_MESSAGE = 500;

  public FileForms {
    compressions = List.copyOf(compressions);
    forms = List.copyOf(forms);
  }

  /** What needs no library of Spark's: gzip; JSON Lines, JSON, CSV, TSV and lines of text. */
  public static FileForms plain() {
    return new FileForms(
        List.of(new Gzip()),
        List.of(
            new JsonLinesForm(),
            new JsonDocumentForm(),
            DelimitedForm.CSV,
            DelimitedForm.TSV,
            new TextLinesForm()));
  }

  /** With others, which are tried first. */
  public FileForms with(List<Compression> moreCompressions, List<FileForm> moreForms) {
    List<Compression> allCompressions = new ArrayList<>(moreCompressions);
    allCompressions.addAll(compressions);
    List<FileForm> allForms = new ArrayList<>(moreForms);
    allForms.addAll(forms);
    return new FileForms(allCompressions, allForms);
  }

  /**
   * @throws IOException if the file cannot be read, or is damaged
   */
  public SourceFile open(Path file) throws IOException {
    return SourceFile.of(file, compressions);
  }

  /** The one of this name alone; all JSON forms for {@code json}. */
  public FileForms only(String label) {
    List<FileForm> named =
        forms.stream()
            .filter(form -> form.label().equals(label) || form.label().equals(label + "l"))
            .toList();
    return new FileForms(compressions, named);
  }

  /**
   * Every row in order, as the first form reads the file that can. A broken row keeps its place and
   * says what is wrong. An empty file has no rows.
   *
   * @throws IOException that names the file if it is of no form, or damaged
   */
  public List<Document> read(Path file) throws IOException {
    return rows(file).documents();
  }

  /**
   * A file's rows.
   *
   * @param form null of an empty file
   */
  public record Rows(List<Document> documents, FileForm form) {
    public Rows {
      documents = List.copyOf(documents);
    }
  }

  /** As {@link #read}, with the form that the rows were read as. */
  public Rows rows(Path file) throws IOException {
    List<String> tried = new ArrayList<>();
    try {
      SourceFile source = open(file);
      if (source.head().isBlank()) {
        return new Rows(List.of(), null);
      }
      for (FileForm form : candidates(source)) {
        try {
          return new Rows(form.read(source), form);
        } catch (IOException e) {
          tried.add("as " + form.label() + ": " + shortened(e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new IOException(file + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
    }
    throw new IOException(
        file
            + (tried.isEmpty()
                ? " begins as no known form of data file does"
                : " cannot be read " + String.join("; ", tried)));
  }

  /** Some readers' messages hold the value that they stumbled over, whole. */
  private static String shortened(String message) {
    return message == null || message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }

  /**
   * Bytes that only one form begins with say which it is, then JSON's; text between delimiters and
   * lines of text look alike, and there the name says it.
   */
  private List<FileForm> candidates(SourceFile source) {
    List<FileForm> may = forms.stream().filter(form -> form.mayBegin(source.head())).toList();
    for (FileForm form : may) {
      if (form.hasMagic()) {
        return List.of(form);
      }
    }
    List<FileForm> named =
        forms.stream()
            .filter(form -> !form.hasMagic())
            .filter(form -> form.endings().stream().anyMatch(source::endsWith))
            .toList();
    return source.head().isText() && !named.isEmpty() ? named : may;
  }

  /**
   * Labels, one per line; blank lines count, but for those at the end.
   *
   * @throws IOException that names the file if it cannot be read, or is not UTF-8
   */
  public static List<String> labels(Path file) throws IOException {
    List<String> labels = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(SourceFile.of(file, List.of()))) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.text() == null) {
          throw new IOException(file + ": label " + (labels.size() + 1) + " " + line.error());
        }
        labels.add(line.text().strip());
      }
    }
    while (!labels.isEmpty() && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }
}
