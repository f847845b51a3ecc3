package dev.assay.datasets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileHead;
import dev.assay.eval.form.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;

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
  public boolean hasMagic() {
    return true;
  }

  @Override
  public List<String> endings() {
    return List.of(".arrow");
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.startsWith(STREAM_MAGIC) || head.startsWith(FILE_MAGIC);
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    List<Document> rows = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        ArrowReader reader = reader(file, allocator)) {
      VectorSchemaRoot batch = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        ArrowValues values = new ArrowValues(reader.getDictionaryVectors());
        for (int row = 0; row < batch.getRowCount(); row++) {
          ObjectNode fields = JsonNodeFactory.instance.objectNode();
          for (FieldVector column : batch.getFieldVectors()) {
            fields.set(column.getName(), values.value(column, row));
          }
          rows.add(new Document(rows.size(), fields, null));
        }
      }
    } catch (RuntimeException e) {
      // What Arrow throws of damaged buffers has no common class.
      throw new IOException(file.path() + " cannot be read as Arrow: " + e.getMessage(), e);
    }
    return rows;
  }

  private static ArrowReader reader(SourceFile file, RootAllocator allocator) throws IOException {
    if (file.compression() == null && file.head().startsWith(FILE_MAGIC)) {
      return new ArrowFileReader(
          new SeekableReadChannel(Files.newByteChannel(file.path())),
          allocator,
          CommonsCompressionFactory.INSTANCE);
    }
    return new ArrowStreamReader(file.open(), allocator, CommonsCompressionFactory.INSTANCE);
  }
}
