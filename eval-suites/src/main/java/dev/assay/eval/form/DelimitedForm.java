package dev.assay.eval.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.assay.eval.data.PlainBytes;
import dev.assay.eval.data.SourceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private final String label;
  private final char delimiter;
  private final CsvSchema schema;

  private DelimitedForm(String label, char delimiter, CsvSchema schema) {
    this.label = label;
    this.delimiter = delimiter;
    this.schema = schema;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isText() && (delimiter == ',' || head.firstLine().indexOf(delimiter) >= 0);
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> rows = new ArrayList<>();
    try (InputStream in = PlainBytes.open(file);
        MappingIterator<JsonNode> values =
            new CsvMapper().readerFor(JsonNode.class).with(schema).readValues(in)) {
      while (values.hasNextValue()) {
        rows.add(new SourceDocument(rows.size(), values.nextValue(), null));
      }
    }
    return rows;
  }
}
