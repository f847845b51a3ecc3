package dev.assay.eval.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.catalog.TaskGroup;
import java.util.List;
import java.util.Set;

/**
 * What a run's tables are a function of, and nothing else: equal specification, equal answers and
 * scores, bit for bit. How the work is cut and computed is no part of it. Its sha256 is the run's
 * id; it is stored with the run, and is all that is needed to score the run again.
 *
 * @param modelFingerprint sha256 over configuration and weights
 * @param tokenizerFingerprint sha256 over the tokenizer's files
 * @param numericsVersion of the sums: scores of equal version compare bit for bit
 * @param quantization of the weights; null, and left out of the JSON, where there is none
 * @param tasks in the order they were named
 * @param groups reported with them, outer ones first
 * @param limit of documents per task, as it was given; 0 for all
 * @param truncation what gives way where a prompt is too long
 * @param maxLength tokens the model is given at most
 * @param begin id that begins every sequence; null for none
 * @param fewShotSampling how shots are drawn
 * @param seed of all draws: of shots, and of tokens
 * @param chat how prompts become conversations; null, and left out, where they do not
 * @param prompts the table {@code items} has them
 * @param tokenLogProbabilities the table {@code samples} has them
 */
public record RunSpecification(
    String modelFingerprint,
    String tokenizerFingerprint,
    int numericsVersion,
    @JsonInclude(JsonInclude.Include.NON_NULL) String quantization,
    List<TaskSpecification> tasks,
    List<TaskGroup> groups,
    double limit,
    String truncation,
    int maxLength,
    Integer begin,
    String fewShotSampling,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL) String chat,
    boolean prompts,
    boolean tokenLogProbabilities) {
  private static final int ID_DIGITS = 16;

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public RunSpecification {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
  }

  /** The one form that ids are made of. */
  public String json() {
    try {
      return CANONICAL.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's specification cannot be written", e);
    }
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is no specification
   */
  public static RunSpecification parse(String json) {
    try {
      RunSpecification read = CANONICAL.readValue(json, RunSpecification.class);
      if (read == null) {
        throw new IllegalArgumentException("no specification: null");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /**
   * The run's id. Its letter keeps readers of the tables' partitions from taking it for a number.
   */
  public String runId() {
    return "r" + Sha256.of(json()).substring(0, ID_DIGITS);
  }

  /** The same of some of its tasks, and of no group. */
  public RunSpecification ofTasks(Set<String> names) {
    return new RunSpecification(
        modelFingerprint,
        tokenizerFingerprint,
        numericsVersion,
        quantization,
        tasks.stream().filter(task -> names.contains(task.name())).toList(),
        List.of(),
        limit,
        truncation,
        maxLength,
        begin,
        fewShotSampling,
        seed,
        chat,
        prompts,
        tokenLogProbabilities);
  }
}
