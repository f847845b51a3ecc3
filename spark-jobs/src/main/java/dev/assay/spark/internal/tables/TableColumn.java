package dev.assay.spark.internal.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A column of a table and what it means. */
public record TableColumn(String name, DataType type, String description) {
  static TableColumn text(String name, String description) {
    return new TableColumn(name, DataTypes.StringType, description);
  }

  static TableColumn number(String name, String description) {
    return new TableColumn(name, DataTypes.LongType, description);
  }

  static TableColumn integer(String name, String description) {
    return new TableColumn(name, DataTypes.IntegerType, description);
  }

  static TableColumn real(String name, String description) {
    return new TableColumn(name, DataTypes.DoubleType, description);
  }

  static TableColumn reals(String name, String description) {
    return new TableColumn(name, DataTypes.createArrayType(DataTypes.DoubleType), description);
  }

  static TableColumn flag(String name, String description) {
    return new TableColumn(name, DataTypes.BooleanType, description);
  }

  static TableColumn time(String name, String description) {
    return new TableColumn(name, DataTypes.TimestampType, description);
  }
}
