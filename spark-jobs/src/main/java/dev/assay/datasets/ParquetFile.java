package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.registry.Column;
import dev.assay.eval.registry.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes Parquet in the Hugging Face hub's column form, without a Spark session. */
final class ParquetFile {
  private ParquetFile() {}

  /**
   * @param columns of no type {@code json}
   * @param rows in canonical form
   */
  static void write(Path file, List<Column> columns, List<ObjectNode> rows) throws IOException {
    MessageType schema =
        new MessageType("row", columns.stream().map(c -> type(c.name(), c.type())).toList());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (ObjectNode row : rows) {
        Group group = new SimpleGroup(schema);
        fill(group, columns, row);
        writer.write(group);
      }
    }
  }

  private static Type type(String name, ColumnType type) {
    if (type instanceof ColumnType.WholeNumber) {
      return Types.optional(PrimitiveTypeName.INT64).named(name);
    }
    if (type instanceof ColumnType.FloatingPoint) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    }
    if (type instanceof ColumnType.Truth) {
      return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
    }
    if (type instanceof ColumnType.Sequence sequence) {
      return Types.optionalList().element(type("element", sequence.element())).named(name);
    }
    if (type instanceof ColumnType.Structure structure) {
      Types.GroupBuilder<GroupType> group = Types.optionalGroup();
      structure.fields().forEach(field -> group.addField(type(field.name(), field.type())));
      return group.named(name);
    }
    if (type instanceof ColumnType.Text) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }
    throw new IllegalArgumentException("Parquet has no type for column " + name + ": " + type);
  }

  private static void fill(Group group, List<Column> columns, JsonNode row) {
    for (Column column : columns) {
      add(group, column.name(), column.type(), row.get(column.name()));
    }
  }

  private static void add(Group group, String name, ColumnType type, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (type instanceof ColumnType.WholeNumber) {
      group.add(name, value.longValue());
    } else if (type instanceof ColumnType.FloatingPoint) {
      group.add(name, value.asDouble());
    } else if (type instanceof ColumnType.Truth) {
      group.add(name, value.booleanValue());
    } else if (type instanceof ColumnType.Sequence sequence) {
      Group list = group.addGroup(name);
      value.forEach(each -> add(list.addGroup("list"), "element", sequence.element(), each));
    } else if (type instanceof ColumnType.Structure structure) {
      fill(group.addGroup(name), structure.fields(), value);
    } else {
      group.add(name, value.textValue());
    }
  }
}
