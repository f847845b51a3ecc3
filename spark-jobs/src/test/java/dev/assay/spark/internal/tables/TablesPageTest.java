package dev.assay.spark.internal.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/tables.md says of every table what the code writes. */
class TablesPageTest {
  @Test
  void pageListsEveryTableAndColumn() throws IOException {
    Path page = Path.of(System.getProperty("assay.conf")).resolveSibling("docs/tables.md");
    String expected =
        Arrays.stream(Table.values())
            .map(TablesPageTest::section)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(page)).endsWith("\n\n" + expected);
  }

  private static String section(Table table) {
    String rows =
        table.columns().stream()
            .map(
                column ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            column.name(), column.type().simpleString(), column.description()))
            .collect(Collectors.joining());
    return "## `%s`\n%s.\n\n| column | type | meaning |\n|---|---|---|\n%s"
        .formatted(table, sentence(table.description()), rows);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
