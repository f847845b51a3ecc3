package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document as the task's {@code process_docs} left it.
 *
 * @param number among those that are left, from 0
 * @param fields null where the document is broken
 * @param failure what is wrong with it; null where nothing is
 */
record Row(int number, ObjectNode fields, DocumentException failure) {
  /** All documents, in order, without those that the function leaves out. */
  static List<Row> of(List<Document> documents, String function) {
    List<Row> rows = new ArrayList<>();
    for (Document document : documents) {
      if (document.broken()) {
        rows.add(new Row(rows.size(), null, new DocumentException("broken_row", document.error())));
        continue;
      }
      try {
        ObjectNode fields = document.fields();
        Optional<ObjectNode> left =
            function == null ? Optional.of(fields) : apply(function, fields.deepCopy());
        left.ifPresent(kept -> rows.add(new Row(rows.size(), kept, null)));
      } catch (DocumentException e) {
        rows.add(new Row(rows.size(), null, e));
      }
    }
    return List.copyOf(rows);
  }

  private static Optional<ObjectNode> apply(String function, ObjectNode fields) {
    if (TaskFunctions.find(function).orElse(null) instanceof TaskFunction.OfRows rows) {
      return rows.function().apply(fields);
    }
    throw new IllegalStateException("no function of rows: " + function);
  }

  /**
   * The columns.
   *
   * @throws DocumentException if the document is broken
   */
  ObjectNode usable() {
    if (failure != null) {
      throw failure;
    }
    return fields;
  }

  /** The columns as templates read them. */
  static Map<String, Object> variables(ObjectNode fields) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> column : fields.properties()) {
      variables.put(column.getKey(), PythonValues.of(column.getValue()));
    }
    return variables;
  }
}
