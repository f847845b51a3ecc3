package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.functions.PromptKind;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Where a row's prompt comes from. */
sealed interface PromptSource {

  /**
   * What the prompt is.
   *
   * @throws AssayException of kind USAGE where the rows have no such prompt
   */
  PromptKind kind(Dataset<Row> rows);

  /** The prompt, of its kind's type. */
  Column prompt(Dataset<Row> rows);

  /** For people. */
  String description();

  /**
   * A column.
   *
   * @param wanted what it has to hold; null for whatever can be a prompt
   */
  record OfColumn(String name, PromptKind wanted) implements PromptSource {
    @Override
    public PromptKind kind(Dataset<Row> rows) {
      PromptKind kind = PromptKind.of(Columns.field(rows, name).dataType());
      if (wanted != null && kind != wanted) {
        throw new AssayException(
            ErrorKind.USAGE,
            "column '" + name + "' does not hold " + plural(wanted),
            "its type is " + Columns.field(rows, name).dataType().simpleString(),
            "name the column that does");
      }
      return kind;
    }

    @Override
    public Column prompt(Dataset<Row> rows) {
      Column column = Columns.of(rows, name);
      return switch (kind(rows)) {
        case TEXT -> column;
        case IDS -> column.cast(PromptKind.IDS.type());
        case MESSAGES ->
            functions.transform(
                column,
                message ->
                    functions.struct(
                        message.getField("role").as("role"),
                        message.getField("content").as("content")));
      };
    }

    @Override
    public String description() {
      return "column " + name;
    }

    private static String plural(PromptKind kind) {
      return switch (kind) {
        case TEXT -> "strings";
        case IDS -> "lists of token ids";
        case MESSAGES -> "lists of messages with role and content";
      };
    }
  }

  /** A text with columns in it. */
  record OfTemplate(String template) implements PromptSource {
    @Override
    public PromptKind kind(Dataset<Row> rows) {
      prompt(rows);
      return PromptKind.TEXT;
    }

    @Override
    public Column prompt(Dataset<Row> rows) {
      List<Column> parts =
          PromptTemplate.parse(template).parts().stream()
              .map(
                  part ->
                      part.column()
                          ? Columns.of(rows, part.text()).cast("string")
                          : functions.lit(part.text()))
              .toList();
      return functions.concat(parts.toArray(Column[]::new));
    }

    @Override
    public String description() {
      return "template " + template;
    }
  }
}
