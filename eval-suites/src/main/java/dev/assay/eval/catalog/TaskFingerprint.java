package dev.assay.eval.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import java.util.List;

/** Content hash of a task. */
final class TaskFingerprint {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** Say where the task is from and how it is called, nothing of what is asked. */
  private static final List<String> LEFT_OUT =
      List.of("alias", "file", "tags", "ignored", "defaultShots", "fixedShots");

  private TaskFingerprint() {}

  static String of(Task task) {
    ObjectNode content = CANONICAL.valueToTree(task);
    content.remove(LEFT_OUT);
    if (content.get("dataset") instanceof ObjectNode dataset) {
      dataset.remove("folder");
    }
    try {
      return Sha256.of(CANONICAL.writeValueAsString(CANONICAL.treeToValue(content, Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot hash the definition of " + task.name(), e);
    }
  }
}
