package dev.assay.eval.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * What a split holds, whatever form of file it lies in. Each row becomes one line of JSON: the
 * columns of the manifest in their order, every value in its canonical form, no spaces, only what
 * JSON requires escaped.
 *
 * @param rows how many
 * @param sha256 of all lines in UTF-8, each with its line feed
 * @param blocks the first 8 hexadecimal digits of the sha256 of each {@value #BLOCK_ROWS} lines:
 *     they tell where a difference is
 * @param problem of the first row that is broken or does not fit the columns; null where all do
 */
public record Content(long rows, String sha256, List<String> blocks, String problem) {
  /** Rows per block. */
  static final int BLOCK_ROWS = 100;

  private static final int BLOCK_DIGITS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  public Content {
    blocks = List.copyOf(blocks);
  }

  /** Of documents, in order, by these columns. */
  public static Content of(List<Column> columns, List<Document> documents) {
    StringBuilder all = new StringBuilder();
    List<String> blocks = new ArrayList<>();
    String problem = null;
    int blockStart = 0;
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      try {
        if (document.broken()) {
          throw new IllegalArgumentException(document.error());
        }
        all.append(line(canonical(columns, document.fields())));
      } catch (IllegalArgumentException e) {
        problem = problem == null ? "row " + (i + 1) + ": " + e.getMessage() : problem;
        all.append("broken: ").append(document.broken() ? "" : line(document.fields()));
      }
      all.append('\n');
      if ((i + 1) % BLOCK_ROWS == 0 || i + 1 == documents.size()) {
        blocks.add(Sha256.of(all.substring(blockStart)).substring(0, BLOCK_DIGITS));
        blockStart = all.length();
      }
    }
    return new Content(documents.size(), Sha256.of(all.toString()), blocks, problem);
  }

  /**
   * The row's columns in their order, values in canonical form.
   *
   * @throws IllegalArgumentException if a value does not have its column's type
   */
  public static ObjectNode canonical(List<Column> columns, JsonNode fields) {
    ObjectNode row = JSON.createObjectNode();
    for (Column column : columns) {
      try {
        row.set(column.name(), column.type().canonical(fields.get(column.name())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("column '" + column.name() + "' " + e.getMessage(), e);
      }
    }
    return row;
  }

  private static String line(JsonNode row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }

  /** How many blocks are the same, at the same place, as another's. */
  long blocksShared(List<String> others) {
    long shared = 0;
    for (int i = 0; i < Math.min(blocks.size(), others.size()); i++) {
      shared += blocks.get(i).equals(others.get(i)) ? 1 : 0;
    }
    return shared;
  }
}
