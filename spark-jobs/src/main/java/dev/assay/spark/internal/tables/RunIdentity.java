package dev.assay.spark.internal.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.digest.Sha256;

/** Makes a run's id of its content alone: equal content, equal id. */
public final class RunIdentity {
  private static final int ID_DIGITS = 16;

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private RunIdentity() {}

  /** The content in the one form that ids are made of. */
  public static String json(Record content) {
    try {
      return CANONICAL.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's content cannot be written", e);
    }
  }

  /**
   * The id.
   *
   * @param kind its first letter, so that nobody who reads the tables' partitions takes it for a
   *     number
   */
  public static String id(String kind, Record content) {
    return kind + Sha256.of(json(content)).substring(0, ID_DIGITS);
  }
}
