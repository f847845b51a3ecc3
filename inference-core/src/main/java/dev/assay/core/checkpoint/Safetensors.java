package dev.assay.core.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and checks the header of a safetensors file (huggingface/safetensors, README, "Format"): a
 * little-endian u64 length, then JSON, then the data without holes.
 */
final class Safetensors {
  private static final long MOST_HEADER_BYTES = 100_000_000;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;

  private Safetensors(Path file) {
    this.file = file;
  }

  /** The file's tensors by name. */
  static Map<String, Tensor> read(Path file) {
    return new Safetensors(file).read();
  }

  private Map<String, Tensor> read() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw broken("it has " + size + " bytes, fewer than a header's length takes");
      }
      long length = bytes(channel, 0, Long.BYTES).getLong();
      if (length < 2 || length > MOST_HEADER_BYTES || length > size - Long.BYTES) {
        throw broken(
            "its header claims "
                + Long.toUnsignedString(length)
                + " bytes; the file has "
                + size
                + ", and a header at most "
                + MOST_HEADER_BYTES);
      }
      byte[] header = bytes(channel, Long.BYTES, Math.toIntExact(length)).array();
      if (header[0] != '{') {
        throw broken("its header does not begin with '{'");
      }
      return tensors(JSON.readTree(header), Long.BYTES + length, size);
    } catch (JsonProcessingException e) {
      throw broken("its header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read " + file, e.toString(), "check that the file exists and may be read", e);
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file ended while it was read");
      }
    }
    return buffer.flip();
  }

  private Map<String, Tensor> tensors(JsonNode header, long dataStart, long size) {
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.add(tensor(entry.getKey(), entry.getValue(), dataStart, size));
      }
    }
    tensors.sort(Comparator.comparingLong(Tensor::offset).thenComparingLong(Tensor::bytes));
    long end = dataStart;
    for (Tensor tensor : tensors) {
      if (tensor.offset() != end) {
        throw broken(
            "tensor "
                + tensor.name()
                + " begins at byte "
                + (tensor.offset() - dataStart)
                + " of the data, and the one before it ends at "
                + (end - dataStart));
      }
      end += tensor.bytes();
    }
    if (end != size) {
      throw broken(
          "its tensors end at byte " + end + ", and the file has " + size + " bytes (truncated?)");
    }
    Map<String, Tensor> byName = new LinkedHashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return byName;
  }

  private Tensor tensor(String name, JsonNode entry, long dataStart, long size) {
    JsonNode offsets = entry.path("data_offsets");
    if (!entry.path("dtype").isTextual() || !entry.path("shape").isArray() || offsets.size() != 2) {
      throw broken("tensor " + name + " lacks dtype, shape or data_offsets");
    }
    TensorType type = type(name, entry.get("dtype").textValue());
    List<Long> shape = new ArrayList<>();
    long bytes = type.bytes();
    try {
      for (JsonNode dimension : entry.get("shape")) {
        shape.add(natural(name, dimension));
        bytes = Math.multiplyExact(bytes, natural(name, dimension));
      }
    } catch (ArithmeticException e) {
      throw broken(
          "tensor " + name + " has a shape of more than 2^63 bytes: " + entry.get("shape"));
    }
    long begin = natural(name, offsets.get(0));
    long end = natural(name, offsets.get(1));
    if (end < begin || end > size - dataStart) {
      throw broken(
          "tensor "
              + name
              + " lies at bytes "
              + begin
              + " to "
              + end
              + " of "
              + (size - dataStart)
              + " bytes of data (truncated?)");
    }
    if (end - begin != bytes) {
      throw broken(
          "tensor "
              + name
              + " of shape "
              + shape
              + " and type "
              + type
              + " takes "
              + bytes
              + " bytes, its data_offsets hold "
              + (end - begin));
    }
    return new Tensor(name, type.type(), shape, file, dataStart + begin, bytes);
  }

  private TensorType type(String name, String dtype) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw ModelErrors.of(
        "cannot read tensor " + name + " of " + file,
        "its type is " + dtype,
        "convert the weights to F32, BF16 or F16");
  }

  private long natural(String name, JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
      throw broken("tensor " + name + " has " + number + " where a size is due");
    }
    return number.longValue();
  }

  private AssayException broken(String cause) {
    return ModelErrors.of(
        file + " is not a sound safetensors file", cause, "fetch or convert the file again");
  }
}
