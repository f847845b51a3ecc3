package dev.assay.eval.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.assay.eval.document.Document;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values between delimiters below a line of column names; all values are texts. A row that is
 * shorter than the names lacks the last columns.
 */
final class DelimitedForm implements FileForm {
  /** Quotes may enclose values, line ends within them (RFC 4180). */
  static final DelimitedForm CSV =
      new DelimitedForm("csv", ',', CsvSchema.emptySchema().withHeader());

  /** Quotes are characters like any other. */
  static final DelimitedForm TSV =
      new DelimitedForm(
          "tsv",
          '\t',
          CsvSchema.emptySchema().withHeader().withColumnSeparator('\t').withoutQuoteChar());

  /** Takes values for which a row has no column; no column of a file is called so. */
  private static final String BEYOND = "\0beyond";

  private final String label;
  private final char delimiter;
  private final CsvSchema schema;

  private DelimitedForm(String label, char delimiter, CsvSchema schema) {
    this.label = label;
    this.delimiter = delimiter;
    this.schema = schema.withAnyPropertyName(BEYOND);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public boolean typed() {
    return false;
  }

  @Override
  public List<String> endings() {
    return List.of("." + label);
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isText() && (delimiter == ',' || head.firstLine().indexOf(delimiter) >= 0);
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    List<Document> rows = new ArrayList<>();
    try (InputStream in = file.open();
        MappingIterator<JsonNode> values =
            new CsvMapper().readerFor(JsonNode.class).with(schema).readValues(in)) {
      while (values.hasNextValue()) {
        rows.add(row(rows.size(), (ObjectNode) values.nextValue(), file));
      }
    }
    return rows;
  }

  private Document row(int number, ObjectNode row, SourceFile file) throws IOException {
    if (!row.has(BEYOND)) {
      return new Document(number, named(row), null);
    }
    String problem = "the row has more than the " + (row.size() - 1) + " values of the first line";
    // Where the name does not say so the file may be of another form.
    if (!file.endsWith("." + label)) {
      throw new IOException("row " + number + ": " + problem);
    }
    return new Document(number, null, problem);
  }

  /** A column without a name is called as pandas calls it: a template that is empty is none. */
  private static ObjectNode named(ObjectNode row) {
    if (!row.has("")) {
      return row;
    }
    ObjectNode named = row.objectNode();
    for (Map.Entry<String, JsonNode> column : row.properties()) {
      String name = column.getKey().isEmpty() ? "Unnamed: " + named.size() : column.getKey();
      named.set(name, column.getValue());
    }
    return named;
  }
}
