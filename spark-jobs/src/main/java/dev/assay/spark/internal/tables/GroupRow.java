package dev.assay.spark.internal.tables;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes rows of a table of Parquet's own generic records.
 *
 * @param schema of the rows
 * @param named values that stand in no file, by column: those of folders
 */
record GroupRow(StructType schema, Map<String, String> named) {
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  Row of(Group group) {
    Object[] values = new Object[schema.length()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.apply(i);
      values[i] =
          named.containsKey(field.name())
              ? named.get(field.name())
              : value(group, field.name(), field.dataType());
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static Object value(Group group, String name, DataType type) {
    boolean given = group.getType().containsField(name) && group.getFieldRepetitionCount(name) > 0;
    if (!given) {
      return null;
    }
    if (type.equals(DataTypes.StringType)) {
      return group.getString(name, 0);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return time(group, name);
    }
    if (type.equals(DataTypes.LongType)) {
      return group.getLong(name, 0);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return group.getInteger(name, 0);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return group.getBoolean(name, 0);
    }
    if (type instanceof ArrayType array) {
      return values(group.getGroup(name, 0), array.elementType());
    }
    return group.getDouble(name, 0);
  }

  /** As Spark hands an array on: a Scala sequence. */
  private static Object values(Group list, DataType element) {
    List<Object> values = new ArrayList<>();
    int size = list.getFieldRepetitionCount(0);
    for (int i = 0; i < size; i++) {
      values.add(value(list.getGroup(0, i), "element", element));
    }
    return CollectionConverters.asScala(values).toSeq();
  }

  /** In either of the two forms that Spark writes. */
  private static Timestamp time(Group group, String name) {
    boolean micros =
        group.getType().getType(name).asPrimitiveType().getPrimitiveTypeName()
            == PrimitiveTypeName.INT64;
    if (micros) {
      return Timestamp.from(
          Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(group.getLong(name, 0))));
    }
    NanoTime time = NanoTime.fromBinary(group.getInt96(name, 0));
    return Timestamp.from(
        Instant.ofEpochSecond(
            TimeUnit.DAYS.toSeconds(time.getJulianDay() - EPOCH_JULIAN_DAY),
            time.getTimeOfDayNanos()));
  }
}
