package dev.assay.eval.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.digest.Sha256;
import java.util.List;

/** Content hash of a definition: equal definitions, however written, have equal hashes. */
final class TaskFingerprint {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private TaskFingerprint() {}

  /** Of everything but the groups, which say nothing of what is asked. */
  static String of(TaskDefinition task) {
    return of(task, task.within(List.of()));
  }

  static String of(GenerationTask task) {
    return of(task, task);
  }

  private static String of(Task task, Record content) {
    try {
      return Sha256.of(CANONICAL.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot hash the definition of " + task.name(), e);
    }
  }
}
