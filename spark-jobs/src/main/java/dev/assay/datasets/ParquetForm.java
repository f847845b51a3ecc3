package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileHead;
import dev.assay.eval.form.SourceFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Parquet, read without a Spark session. */
final class ParquetForm implements FileForm {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private static final long MICROS_A_DAY = 86_400_000_000L;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public String label() {
    return "parquet";
  }

  @Override
  public boolean hasMagic() {
    return true;
  }

  @Override
  public List<String> endings() {
    return List.of(".parquet");
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.startsWith(MAGIC);
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    if (file.compression() != null) {
      throw new IOException("Parquet compresses its own columns: unpack the file");
    }
    List<Document> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Groups(new LocalInputFile(file.path())).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(new Document(rows.size(), structure(row), null));
      }
    } catch (RuntimeException e) {
      throw new IOException(file.path() + " cannot be read as Parquet: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      // Parquet's reader passes over unknown fields of its metadata as deep as they nest.
      throw new IOException(file.path() + " cannot be read as Parquet: it nests too deep", e);
    }
    return rows;
  }

  /** Rows as Parquet's own generic records. */
  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static ObjectNode structure(Group group) {
    ObjectNode object = JSON.objectNode();
    for (int field = 0; field < group.getType().getFieldCount(); field++) {
      object.set(group.getType().getFieldName(field), field(group, field));
    }
    return object;
  }

  private static JsonNode field(Group group, int field) {
    Type type = group.getType().getType(field);
    int count = group.getFieldRepetitionCount(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      ArrayNode elements = JSON.arrayNode();
      for (int i = 0; i < count; i++) {
        elements.add(value(group, field, i));
      }
      return elements;
    }
    return count == 0 ? JSON.nullNode() : value(group, field, 0);
  }

  private static JsonNode value(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return primitive(group, field, index);
    }
    Group value = group.getGroup(field, index);
    if (type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation) {
      return pairs(value);
    }
    return isList(type.asGroupType()) ? list(value) : structure(value);
  }

  /** A map is a list of pairs, as in Python. */
  private static ArrayNode pairs(Group map) {
    ArrayNode pairs = JSON.arrayNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      pairs.add(JSON.arrayNode().add(field(entry, 0)).add(field(entry, 1)));
    }
    return pairs;
  }

  private static boolean isList(GroupType type) {
    return type.getLogicalTypeAnnotation()
        instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
  }

  /**
   * A list has one repeated field: a group of the element alone, or the element itself: the
   * format's own rules for older writers.
   */
  private static ArrayNode list(Group list) {
    ArrayNode elements = JSON.arrayNode();
    Type repeated = list.getType().getType(0);
    boolean wrapped =
        !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 1
            && !repeated.getName().equals("array")
            && !repeated.getName().equals(list.getType().getName() + "_tuple");
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(wrapped ? field(list.getGroup(0, i), 0) : value(list, 0, i));
    }
    return elements;
  }

  private static JsonNode primitive(Group group, int field, int index) {
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
      case INT32 -> whole(group.getInteger(field, index), meaning, Integer.SIZE);
      case INT64 -> whole(group.getLong(field, index), meaning, Long.SIZE);
      case INT96 -> {
        NanoTime time = NanoTime.fromBinary(group.getInt96(field, index));
        long days = time.getJulianDay() - EPOCH_JULIAN_DAY;
        yield ColumnValues.timestamp(
            days * MICROS_A_DAY + time.getTimeOfDayNanos() / 1000, 1_000_000, null);
      }
      case FLOAT -> ColumnValues.number(group.getFloat(field, index));
      case DOUBLE -> ColumnValues.number(group.getDouble(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = group.getBinary(field, index).getBytes();
        yield meaning instanceof DecimalLogicalTypeAnnotation decimal
            ? ColumnValues.decimal(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
            : ColumnValues.bytes(bytes);
      }
    };
  }

  private static JsonNode whole(long value, LogicalTypeAnnotation meaning, int bits) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return ColumnValues.decimal(BigDecimal.valueOf(value, decimal.getScale()));
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return ColumnValues.date(value);
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return ColumnValues.time(value * (1_000_000_000 / perSecond(time.getUnit())));
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation stamp) {
      return ColumnValues.timestamp(
          value, perSecond(stamp.getUnit()), stamp.isAdjustedToUTC() ? "UTC" : null);
    }
    boolean unsigned = meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    return !unsigned
        ? ColumnValues.whole(value)
        : bits == Integer.SIZE
            ? ColumnValues.whole(value & 0xffff_ffffL)
            : ColumnValues.unsigned(value);
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> 1_000_000_000;
    };
  }
}
