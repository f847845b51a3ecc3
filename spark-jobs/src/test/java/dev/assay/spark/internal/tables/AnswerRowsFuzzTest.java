package dev.assay.spark.internal.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.item.Reference;
import dev.assay.eval.request.Sample;
import dev.assay.eval.run.StoredItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/**
 * Rows of a run's tables with anything in any column are answers, or an error that names their
 * item; never another exception.
 */
class AnswerRowsFuzzTest {
  private static final List<String> REFERENCES =
      List.of(
          new Reference.RightChoices(List.of(1), List.of("a", "b")).json(),
          new Reference.RightTexts(List.of("x")).json(),
          new Reference.None().json());
  private static final List<String> REQUESTS =
      List.of("choices", "completion", "rolling", "CHOICES", "none", "");

  @Test
  void rows() {
    Mutations mutations = Mutations.ofTexts(REFERENCES, "null", "[]", "{}", "\"kind\"", "[null]");
    Map<String, Integer> outcomes =
        Fuzzing.of("rows of a run's tables", mutations)
            .run(
                bytes -> {
                  String text = new String(bytes, StandardCharsets.UTF_8);
                  if (REFERENCES.contains(text)) {
                    // A seed: what surrounds it is not sound, so that nothing is to be learned.
                    return;
                  }
                  Random random = new Random(Arrays.hashCode(bytes));
                  StoredItem item = AnswerRows.item(row(Table.ITEMS, text, random));
                  List<Sample> samples = new ArrayList<>();
                  for (int i = random.nextInt(4); i > 0; i--) {
                    samples.add(AnswerRows.sample(row(Table.SAMPLES, text, random)));
                  }
                  AnswerRows.answered(item, samples);
                });
    assertThat(outcomes).containsKeys("data");
  }

  @Test
  void whatIsMissingIsNamed() {
    Object[] values = new Object[Table.ITEMS.columns().size()];
    List<String> names = Arrays.asList(Table.ITEMS.schema().fieldNames());
    values[names.indexOf("task")] = "piqa";
    values[names.indexOf("doc_id")] = 7;
    values[names.indexOf("request")] = "choices";
    values[names.indexOf("reference")] = "{\"kind\":\"none\"";
    assertThatThrownBy(
            () -> AnswerRows.item(new GenericRowWithSchema(values, Table.ITEMS.schema())))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("item 7 of task piqa cannot be read");
    values[names.indexOf("reference")] = REFERENCES.get(0);
    StoredItem item = AnswerRows.item(new GenericRowWithSchema(values, Table.ITEMS.schema()));
    assertThatThrownBy(() -> AnswerRows.answered(item, List.of()))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'samples' lacks rows of it");
  }

  private static Row row(Table table, String text, Random random) {
    Object[] values =
        Arrays.stream(table.schema().fields()).map(field -> value(field, text, random)).toArray();
    return new GenericRowWithSchema(values, table.schema());
  }

  private static Object value(StructField field, String text, Random random) {
    DataType type = field.dataType();
    if (random.nextInt(16) == 0 || field.name().equals("error_code") && random.nextBoolean()) {
      return null;
    }
    if (type.equals(DataTypes.StringType)) {
      return switch (field.name()) {
        case "reference" ->
            random.nextBoolean() ? text : REFERENCES.get(random.nextInt(REFERENCES.size()));
        case "request" -> REQUESTS.get(random.nextInt(REQUESTS.size()));
        default -> text;
      };
    }
    if (type.equals(DataTypes.IntegerType)) {
      return random.nextBoolean() ? random.nextInt() : Integer.valueOf(random.nextInt(3));
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Double.longBitsToDouble(random.nextLong());
    }
    return type.equals(DataTypes.BooleanType) ? random.nextBoolean() : null;
  }
}
