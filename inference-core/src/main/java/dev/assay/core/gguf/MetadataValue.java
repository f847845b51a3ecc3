package dev.assay.core.gguf;

import java.util.List;

/** A value of the metadata, with the type that the file gives it. */
public sealed interface MetadataValue
    permits MetadataValue.Whole,
        MetadataValue.Real,
        MetadataValue.Flag,
        MetadataValue.Text,
        MetadataValue.Texts,
        NumberArray {
  ValueType type();

  /**
   * An integer.
   *
   * @param value of an unsigned one of 64 bits its bits
   */
  record Whole(ValueType type, long value) implements MetadataValue {
    @Override
    public String toString() {
      return type == ValueType.UINT64 ? Long.toUnsignedString(value) : String.valueOf(value);
    }
  }

  /** A floating-point number. */
  record Real(ValueType type, double value) implements MetadataValue {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** True or false. */
  record Flag(boolean value) implements MetadataValue {
    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }

    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A text; what was no UTF-8 in it is replaced. */
  record Text(String value) implements MetadataValue {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public String toString() {
      return "'" + HeaderReader.shown(value) + "'";
    }
  }

  /** An array of texts. */
  record Texts(List<String> values) implements MetadataValue {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public ValueType type() {
      return ValueType.ARRAY;
    }

    @Override
    public String toString() {
      return "an array of " + values.size() + " strings";
    }
  }
}
