package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A safetensors file taken apart, to be put together again otherwise. */
final class TensorFile {
  static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode header = JSON.createObjectNode();
  byte[] data = {};

  static TensorFile read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[Math.toIntExact(bytes.getLong())];
      bytes.get(header);
      TensorFile read = new TensorFile();
      read.header = (ObjectNode) JSON.readTree(header);
      read.data = new byte[bytes.remaining()];
      bytes.get(read.data);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a tensor. */
  TensorFile with(String name, String dtype, int[] shape, byte[] content) {
    ObjectNode entry = header.putObject(name).put("dtype", dtype);
    Arrays.stream(shape).forEach(entry.withArray("shape")::add);
    entry.withArray("data_offsets").add(data.length).add(data.length + content.length);
    data = Arrays.copyOf(data, data.length + content.length);
    System.arraycopy(content, 0, data, data.length - content.length, content.length);
    return this;
  }

  ObjectNode entry(String name) {
    return (ObjectNode) header.get(name);
  }

  byte[] content(String name) {
    return Arrays.copyOfRange(
        data,
        entry(name).get("data_offsets").get(0).intValue(),
        entry(name).get("data_offsets").get(1).intValue());
  }

  /** The same tensors without one, the others moved up. */
  TensorFile without(String name) {
    TensorFile less = new TensorFile();
    header
        .fieldNames()
        .forEachRemaining(
            kept -> {
              if (!kept.equals(name)) {
                less.with(kept, dtype(kept), shape(kept), content(kept));
              }
            });
    return less;
  }

  String dtype(String name) {
    return entry(name).get("dtype").textValue();
  }

  int[] shape(String name) {
    int[] shape = new int[entry(name).get("shape").size()];
    Arrays.setAll(shape, i -> entry(name).get("shape").get(i).intValue());
    return shape;
  }

  byte[] bytes() {
    return bytes(header.toString(), data);
  }

  static byte[] bytes(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return bytes(text.length, text, data);
  }

  static byte[] bytes(long headerLength, byte[] header, byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).array());
    bytes.writeBytes(header);
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }
}
