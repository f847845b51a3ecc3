package dev.assay.datasets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileHead;
import dev.assay.eval.form.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
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
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;

/** Arrow's IPC stream, as the Hugging Face library saves data sets, and its file format. */
final class ArrowForm implements FileForm {
  private static final byte[] FILE_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** A message's continuation marker. */
  private static final byte[] STREAM_MAGIC = {-1, -1, -1, -1};

  private static final long LEAST_MEMORY = 64L << 20;
  private static final long MOST_EXPANSION = 64;

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
    try (RootAllocator allocator = new RootAllocator(mostMemory(file));
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
    } catch (RuntimeException | AssertionError e) {
      // What Arrow throws of damaged buffers has no common class; it asserts, too, where that is
      // on.
      throw new IOException(file.path() + " cannot be read as Arrow: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IOException(file.path() + " cannot be read as Arrow: it nests too deep", e);
    }
    return rows;
  }

  private static ArrowReader reader(SourceFile file, RootAllocator allocator) throws IOException {
    if (file.compression() == null && file.head().startsWith(FILE_MAGIC)) {
      return new ArrowFileReader(
          new SeekableReadChannel(Files.newByteChannel(file.path())),
          allocator,
          CommonsCompressionFactory.INSTANCE) {
        @Override
        protected void loadRecordBatch(ArrowRecordBatch batch) {
          super.loadRecordBatch(checked(batch));
        }
      };
    }
    ReadChannel channel = new BoundedChannel(file.open(), mostMetadata(file));
    return new ArrowStreamReader(
        new MessageChannelReader(channel, allocator),
        allocator,
        CommonsCompressionFactory.INSTANCE) {
      @Override
      protected void loadRecordBatch(ArrowRecordBatch batch) {
        super.loadRecordBatch(checked(batch));
      }
    };
  }

  /** Columns grow to the rows that a batch claims, whatever they hold. */
  private static ArrowRecordBatch checked(ArrowRecordBatch batch) {
    int rows = batch.getLength();
    for (ArrowFieldNode first : batch.getNodes().stream().limit(1).toList()) {
      if (first.getLength() != rows) {
        batch.close();
        throw new IllegalArgumentException(
            "a batch of " + rows + " rows has a column of " + first.getLength());
      }
    }
    return batch;
  }

  /** Of buffers at a time: damaged lengths ask for petabytes, and columns may be compressed. */
  private static long mostMemory(SourceFile file) throws IOException {
    return LEAST_MEMORY + MOST_EXPANSION * Files.size(file.path());
  }

  private static long mostMetadata(SourceFile file) throws IOException {
    return file.compression() == null ? Files.size(file.path()) : LEAST_MEMORY;
  }

  /** Refuses lengths of metadata that no file has, before heap is taken for them. */
  private static final class BoundedChannel extends ReadChannel {
    private final long most;

    BoundedChannel(InputStream in, long most) {
      super(Channels.newChannel(in));
      this.most = most;
    }

    @Override
    public int readFully(ByteBuffer buffer) throws IOException {
      int read = super.readFully(buffer);
      if (buffer.capacity() == Integer.BYTES && read == Integer.BYTES) {
        int length = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (length > most) {
          throw new IOException("a message claims " + length + " bytes of metadata");
        }
      }
      return read;
    }
  }
}
