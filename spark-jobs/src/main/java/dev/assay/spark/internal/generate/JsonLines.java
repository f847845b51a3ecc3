package dev.assay.spark.internal.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Lines of JSON some of which Spark's reader would refuse all for, or change: those with a key
 * twice, and those with half a character ({@code \ud800} alone). Here they are rows whose {@value
 * InputTable#CORRUPT} holds them, as lines that are no JSON are.
 */
final class JsonLines {
  private static final String LINE = "value";

  /** Half a character, or the first of two. */
  private static final String HALF = "\\\\u[dD][89a-fA-F]";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final UserDefinedFunction IS_BROKEN =
      functions.udf((UDF1<String, Boolean>) JsonLines::isBroken, DataTypes.BooleanType);

  private JsonLines() {}

  /** What Spark says where a line has a key twice. */
  static boolean isRepeatedKey(Throwable refused) {
    return String.valueOf(refused.getMessage()).contains("COLUMN_ALREADY_EXISTS");
  }

  /** Whether halves of characters may be among the lines, whole characters in halves, too. */
  static boolean haveHalves(SparkSession spark, String path) {
    return !lines(spark, path).where(functions.col(LINE).rlike(HALF)).isEmpty();
  }

  private static Dataset<Row> lines(SparkSession spark, String path) {
    return spark.read().format(TableFormat.TEXT.source()).load(path);
  }

  /**
   * @param options of Spark's reader of JSON
   */
  static Dataset<Row> read(SparkSession spark, String path, Map<String, String> options) {
    Column line = functions.col(LINE);
    Column broken = IS_BROKEN.apply(line);
    Dataset<Row> lines =
        lines(spark, path).where(functions.not(functions.trim(line).equalTo(functions.lit(""))));
    StructType schema =
        spark
            .read()
            .options(options)
            .json(lines.where(functions.not(broken)).as(Encoders.STRING()))
            .schema();
    if (schema.getFieldIndex(InputTable.CORRUPT).isEmpty()) {
      schema = schema.add(InputTable.CORRUPT, DataTypes.StringType);
    }
    Column whole = functions.when(functions.not(broken), line).otherwise(functions.lit("{"));
    Dataset<Row> parsed =
        lines.select(
            line, broken.as("broken"), functions.from_json(whole, schema, options).as("row"));
    List<Column> columns = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      Column value = functions.col("row").getField(name);
      columns.add(
          (name.equals(InputTable.CORRUPT)
                  ? functions.when(functions.col("broken"), line).otherwise(value)
                  : value)
              .as(name));
    }
    return parsed.select(columns.toArray(Column[]::new));
  }

  /** Of what is no JSON at all Spark's reader decides. */
  static boolean isBroken(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
        if (text && !StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).startsWith("Duplicate field");
    }
  }
}
