package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/** Values of Arrow's vectors as JSON. */
final class ArrowValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<Long, Dictionary> dictionaries;

  ArrowValues(Map<Long, Dictionary> dictionaries) {
    this.dictionaries = dictionaries;
  }

  /**
   * @throws IOException if the column has a type that no data set of texts has
   */
  JsonNode value(FieldVector vector, int row) throws IOException {
    if (vector instanceof NullVector || vector.isNull(row)) {
      return JSON.nullNode();
    }
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding != null) {
      Dictionary dictionary = dictionaries.get(encoding.getId());
      int index = (int) ((BaseIntVector) vector).getValueAsLong(row);
      return value((FieldVector) dictionary.getVector(), index);
    }
    if (vector instanceof StructVector structure) {
      return structure(structure, row);
    }
    if (vector instanceof ListVector list) {
      return elements(
          list.getDataVector(), list.getElementStartIndex(row), list.getElementEndIndex(row), list);
    }
    if (vector instanceof LargeListVector list) {
      return elements(
          list.getDataVector(), list.getElementStartIndex(row), list.getElementEndIndex(row), list);
    }
    if (vector instanceof FixedSizeListVector list) {
      return elements(
          list.getDataVector(), list.getElementStartIndex(row), list.getElementEndIndex(row), list);
    }
    JsonNode scalar = scalar(vector, row);
    return scalar == null ? moment(vector, row) : scalar;
  }

  private ObjectNode structure(StructVector structure, int row) throws IOException {
    ObjectNode object = JSON.objectNode();
    for (FieldVector child : structure.getChildrenFromFields()) {
      object.set(child.getName(), value(child, row));
    }
    return object;
  }

  /** A map is a list of pairs, as in Python. */
  private ArrayNode elements(FieldVector data, long from, long to, FieldVector list)
      throws IOException {
    ArrayNode array = JSON.arrayNode();
    for (long i = from; i < to; i++) {
      JsonNode element = value(data, Math.toIntExact(i));
      if (list instanceof MapVector) {
        ArrayNode pair = JSON.arrayNode();
        element.forEach(pair::add);
        array.add(pair);
      } else {
        array.add(element);
      }
    }
    return array;
  }

  /** Arrow takes memory for a length before it looks whether the column reaches so far. */
  private static void checkLength(FieldVector vector, int row) {
    int length;
    if (vector instanceof BaseVariableWidthVector texts) {
      length = texts.getValueLength(row);
    } else if (vector instanceof BaseLargeVariableWidthVector texts) {
      length = texts.getValueLength(row);
    } else {
      return;
    }
    if (length < 0 || length > vector.getDataBuffer().capacity()) {
      throw new IllegalArgumentException(
          "a value of " + length + " bytes reaches beyond column " + vector.getName());
    }
  }

  private static JsonNode scalar(FieldVector vector, int row) {
    checkLength(vector, row);
    if (vector instanceof BitVector bits) {
      return JSON.booleanNode(bits.get(row) != 0);
    }
    if (vector instanceof BaseIntVector whole) {
      return whole(whole.getValueAsLong(row), (ArrowType.Int) vector.getField().getType());
    }
    if (vector instanceof Float2Vector half) {
      return ColumnValues.number(half.getValueAsFloat(row));
    }
    if (vector instanceof FloatingPointVector number) {
      return ColumnValues.number(number.getValueAsDouble(row));
    }
    if (vector instanceof VarCharVector || vector instanceof LargeVarCharVector) {
      return JSON.textNode(vector.getObject(row).toString());
    }
    if (vector instanceof VarBinaryVector
        || vector instanceof LargeVarBinaryVector
        || vector instanceof FixedSizeBinaryVector) {
      return ColumnValues.bytes((byte[]) vector.getObject(row));
    }
    return vector.getObject(row) instanceof BigDecimal decimal
        ? ColumnValues.decimal(decimal)
        : null;
  }

  private static JsonNode whole(long value, ArrowType.Int type) {
    if (type.getIsSigned()) {
      return ColumnValues.whole(value);
    }
    return type.getBitWidth() == Long.SIZE
        ? ColumnValues.unsigned(value)
        : ColumnValues.whole(value & ((1L << type.getBitWidth()) - 1));
  }

  private static JsonNode moment(FieldVector vector, int row) throws IOException {
    if (vector instanceof TimeStampVector stamp) {
      ArrowType.Timestamp type = (ArrowType.Timestamp) stamp.getField().getType();
      return ColumnValues.timestamp(stamp.get(row), perSecond(type.getUnit()), type.getTimezone());
    }
    if (vector instanceof DateDayVector date) {
      return ColumnValues.date(date.get(row));
    }
    if (vector instanceof DateMilliVector date) {
      return ColumnValues.date(Math.floorDiv(date.get(row), 86_400_000L));
    }
    if (vector instanceof TimeSecVector time) {
      return ColumnValues.time(time.get(row) * 1_000_000_000L);
    }
    if (vector instanceof TimeMilliVector time) {
      return ColumnValues.time(time.get(row) * 1_000_000L);
    }
    if (vector instanceof TimeMicroVector time) {
      return ColumnValues.time(time.get(row) * 1_000L);
    }
    if (vector instanceof TimeNanoVector time) {
      return ColumnValues.time(time.get(row));
    }
    Field field = vector.getField();
    throw new IOException("column " + field.getName() + " has type " + field.getType());
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1;
      case MILLISECOND -> 1_000;
      case MICROSECOND -> 1_000_000;
      case NANOSECOND -> 1_000_000_000;
    };
  }
}
