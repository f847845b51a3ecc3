package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Parquet, read without a Spark session. */
final class ParquetForm implements FileForm {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public String label() {
    return "parquet";
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.startsWith(MAGIC);
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Groups(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(new SourceDocument(rows.size(), structure(row), null));
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " cannot be read as Parquet: " + e.getMessage(), e);
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
    return isList(type.asGroupType()) ? list(value) : structure(value);
  }

  private static boolean isList(GroupType type) {
    return type.getLogicalTypeAnnotation()
        instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
  }

  /** A list has one repeated field: a group of the element alone, or the element itself. */
  private static ArrayNode list(Group list) {
    ArrayNode elements = JSON.arrayNode();
    Type repeated = list.getType().getType(0);
    boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(wrapped ? field(list.getGroup(0, i), 0) : value(list, 0, i));
    }
    return elements;
  }

  private static JsonNode primitive(Group group, int field, int index) {
    return switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
      case INT32 -> JSON.numberNode(group.getInteger(field, index));
      case INT64 -> JSON.numberNode(group.getLong(field, index));
      case FLOAT -> JSON.numberNode((double) group.getFloat(field, index));
      case DOUBLE -> JSON.numberNode(group.getDouble(field, index));
      default -> JSON.textNode(group.getBinary(field, index).toStringUsingUTF8());
    };
  }
}
