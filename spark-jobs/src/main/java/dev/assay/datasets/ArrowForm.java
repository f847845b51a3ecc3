package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Arrow's IPC stream, as the Hugging Face library saves data sets, and its file format. */
final class ArrowForm implements FileForm {
  private static final byte[] FILE_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** A message's continuation marker. */
  private static final byte[] STREAM_MAGIC = {-1, -1, -1, -1};

  @Override
  public String label() {
    return "arrow";
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.startsWith(STREAM_MAGIC) || head.startsWith(FILE_MAGIC);
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> rows = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        ArrowReader reader = reader(file, allocator)) {
      VectorSchemaRoot batch = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        for (int row = 0; row < batch.getRowCount(); row++) {
          ObjectNode fields = JsonNodeFactory.instance.objectNode();
          for (FieldVector column : batch.getFieldVectors()) {
            fields.set(column.getName(), value(column.getObject(row)));
          }
          rows.add(new SourceDocument(rows.size(), fields, null));
        }
      }
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      // What Arrow throws of damaged buffers.
      throw new IOException(file + " cannot be read as Arrow: " + e.getMessage(), e);
    }
    return rows;
  }

  private static ArrowReader reader(Path file, RootAllocator allocator) throws IOException {
    if (FileHead.of(file).startsWith(FILE_MAGIC)) {
      return new ArrowFileReader(Files.newByteChannel(file), allocator);
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return new ArrowStreamReader(in, allocator);
  }

  /** Lists and structures come as Java's, texts as Arrow's. */
  private static JsonNode value(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value == null) {
      return json.nullNode();
    }
    if (value instanceof List<?> elements) {
      ArrayNode array = json.arrayNode();
      elements.forEach(element -> array.add(value(element)));
      return array;
    }
    if (value instanceof Map<?, ?> fields) {
      ObjectNode object = json.objectNode();
      fields.forEach((name, field) -> object.set(name.toString(), value(field)));
      return object;
    }
    if (value instanceof Boolean truth) {
      return json.booleanNode(truth);
    }
    if (value instanceof Double || value instanceof Float) {
      return json.numberNode(((Number) value).doubleValue());
    }
    if (value instanceof Number number) {
      return json.numberNode(new BigDecimal(number.toString()));
    }
    return json.textNode(value.toString());
  }
}
