package dev.assay.eval.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.function.TaskFunction.SplitName;
import dev.assay.eval.function.TaskFunction.SplitRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The different statements within ToxiGen's prompts (Hartvigsen et al., ACL 2022): 31 files of a
 * thousand lines, each line several of a few statements.
 */
final class ToxicStatements {
  private static final List<String> GROUPS =
      List.of(
          "asian",
          "bisexual",
          "black",
          "chinese",
          "immigrant",
          "jewish",
          "latino",
          "lgbtq",
          "mental_disability",
          "mexican",
          "middle_east",
          "muslim",
          "native_american",
          "physical_disability",
          "trans",
          "women");

  private static final String BULLET = "- ";

  /** Written as two characters. */
  private static final String LINE_BREAK = "\\n";

  private ToxicStatements() {}

  /** All that there are: there is no {@code neutral_trans}. */
  static List<SplitName> files() {
    List<SplitName> files = new ArrayList<>();
    for (String kind : List.of("hate_", "neutral_")) {
      for (String group : GROUPS) {
        if (!(kind + group).equals("neutral_trans")) {
          files.add(new SplitName(kind + group, "prompts"));
        }
      }
    }
    return files;
  }

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "toxigen_statements_documents",
        new TaskFunction.OfSplits(
            files(),
            List.of(),
            null,
            rows -> {
              Set<String> known = new HashSet<>();
              return row -> statements(row, known);
            }));
  }

  /**
   * Those that no row before had.
   *
   * @param known added to
   */
  private static List<ObjectNode> statements(SplitRow row, Set<String> known) {
    String file = row.split().configuration();
    List<ObjectNode> documents = new ArrayList<>();
    for (String line : Columns.text(row.fields(), "text").split(Pattern.quote(LINE_BREAK))) {
      String statement = line.startsWith(BULLET) ? line.substring(BULLET.length()).strip() : "";
      if (!statement.isEmpty() && known.add(statement)) {
        documents.add(
            JsonNodeFactory.instance
                .objectNode()
                .put("text", statement)
                .put("group", file.substring(file.indexOf('_') + 1))
                .put("label", file.startsWith("hate_") ? 1 : 0));
      }
    }
    return documents;
  }
}
