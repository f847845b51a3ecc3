package dev.assay.core.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks of llama.cpp's {@code gguf_init_from_file}, and a few more, in the file's order. */
final class HeaderParser {
  private static final int MAGIC = 0x46554747;
  private static final String ALIGNMENT = "general.alignment";
  private static final long ALIGNED = 32;

  /** The length of a key and a type; key and value come on top. */
  private static final int SMALLEST_PAIR = 12;

  /** The length of a name, the number of dimensions, a type and an offset. */
  private static final int SMALLEST_TENSOR = 24;

  private final Path path;
  private final HeaderReader in;

  HeaderParser(Path path, HeaderReader in) {
    this.path = path;
    this.in = in;
  }

  GgufFile parse() throws IOException {
    if (in.fourBytes("the magic number") != MAGIC) {
      throw in.broken("it does not begin with the four letters GGUF");
    }
    version(in.fourBytes("the version"));
    int tensors = in.count(SMALLEST_TENSOR, "the number of tensors");
    int pairs = in.count(SMALLEST_PAIR, "the number of metadata keys");
    Metadata metadata = metadata(pairs);
    TensorDirectory directory = new TensorDirectory(in, alignment(metadata));
    Map<String, TensorEntry> entries = directory.read(tensors);
    return new GgufFile(path, metadata, Collections.unmodifiableMap(entries));
  }

  private void version(int version) {
    if (version == 2 || version == 3) {
      return;
    }
    if (version > 0 && (version & 0xFFFF) == 0) {
      throw in.unsupported(
          "it is a big-endian GGUF file", "convert the model again, without --bigendian");
    }
    throw in.unsupported(
        "it is of GGUF version " + Integer.toUnsignedString(version) + "; read are 2 and 3",
        "convert the model again with a current convert_hf_to_gguf.py of llama.cpp");
  }

  private Metadata metadata(int pairs) throws IOException {
    Map<String, MetadataValue> values = new LinkedHashMap<>();
    for (int pair = 0; pair < pairs; pair++) {
      String key = in.name("metadata key " + pair);
      String what = "metadata key '" + HeaderReader.shown(key) + "'";
      if (key.isEmpty()) {
        throw in.broken("metadata key " + pair + " has no name");
      }
      if (values.containsKey(key)) {
        throw in.broken(what + " is there twice");
      }
      values.put(key, value(type(what), what));
    }
    return new Metadata(path, values);
  }

  private ValueType type(String what) throws IOException {
    int number = in.fourBytes("the type of " + what);
    if (number < 0 || number >= ValueType.values().length) {
      throw in.broken(
          what
              + " has the value type "
              + Integer.toUnsignedString(number)
              + "; there are 0 to "
              + (ValueType.values().length - 1));
    }
    return ValueType.values()[number];
  }

  private MetadataValue value(ValueType type, String what) throws IOException {
    return switch (type) {
      case UINT8 -> new MetadataValue.Whole(type, in.unsignedByte(what));
      case INT8 -> new MetadataValue.Whole(type, (byte) in.unsignedByte(what));
      case UINT16 -> new MetadataValue.Whole(type, in.twoBytes(what) & 0xFFFF);
      case INT16 -> new MetadataValue.Whole(type, in.twoBytes(what));
      case UINT32 -> new MetadataValue.Whole(type, in.fourBytes(what) & 0xFFFF_FFFFL);
      case INT32 -> new MetadataValue.Whole(type, in.fourBytes(what));
      case UINT64, INT64 -> new MetadataValue.Whole(type, in.eightBytes(what));
      case FLOAT32 -> new MetadataValue.Real(type, Float.intBitsToFloat(in.fourBytes(what)));
      case FLOAT64 -> new MetadataValue.Real(type, Double.longBitsToDouble(in.eightBytes(what)));
      case BOOL -> flag(what);
      case STRING -> new MetadataValue.Text(in.text(what));
      case ARRAY -> array(what);
    };
  }

  private MetadataValue flag(String what) throws IOException {
    int value = in.unsignedByte(what);
    if (value > 1) {
      throw in.broken(what + " is " + value + " where 0 (false) or 1 (true) is due");
    }
    return new MetadataValue.Flag(value == 1);
  }

  private MetadataValue array(String what) throws IOException {
    ValueType elements = type("the elements of " + what);
    if (elements == ValueType.ARRAY) {
      throw in.broken(what + " is an array of arrays, which no model needs");
    }
    int count = in.count(elements.bytes(), "the length of the array of " + what);
    if (elements != ValueType.STRING) {
      long bytes = (long) count * elements.bytes();
      if (bytes > Integer.MAX_VALUE - 8) {
        throw in.broken(what + " is an array of " + bytes + " bytes, more than any model needs");
      }
      return new NumberArray(elements, in.bytes((int) bytes, what));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.text("an element of " + what));
    }
    return new MetadataValue.Texts(texts);
  }

  private long alignment(Metadata metadata) {
    long alignment = metadata.whole(ALIGNMENT).orElse(ALIGNED);
    if (alignment <= 0 || Long.bitCount(alignment) != 1) {
      throw in.broken(ALIGNMENT + " is " + alignment + ", which is no power of two");
    }
    return alignment;
  }
}
