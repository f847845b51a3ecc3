package dev.assay.spark.internal.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.kernel.NumericsVersion;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.executor.ModelReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table of answers is a function of, by name. How the work is cut and computed is no part of
 * it.
 */
record JobContent(Map<String, String> values) {
  private static final Logger LOG = LoggerFactory.getLogger(JobContent.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static JobContent of(JobSettings settings, RowAnswers answers, Map<String, String> input) {
    ModelFolder model = answers.model();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("model_sha256", model.fingerprint());
    values.put("tokenizer_sha256", ModelReference.tokenizerFingerprint(model));
    values.put("numerics_version", String.valueOf(NumericsVersion.CURRENT));
    values.put("quantize", settings.execution().replica().quantization().toString());
    if (model.chatTemplate().isPresent()) {
      values.put("chat_template", "the folder's");
    }
    values.putAll(answers.parameters());
    values.putAll(input);
    values.put("output_format", settings.outputFormat().source());
    return new JobContent(values);
  }

  /** Whether the input is what it was. */
  boolean isOf(Map<String, String> input) {
    return values.entrySet().containsAll(input.entrySet());
  }

  String json() {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's content cannot be written", e);
    }
  }

  /** Empty for what is none, which a power cut may leave. */
  static Optional<JobContent> parse(String json) {
    try {
      return Optional.ofNullable(
              JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {}))
          .map(JobContent::new);
    } catch (JsonProcessingException e) {
      LOG.warn("a job's content cannot be read: {}", e.getOriginalMessage());
      return Optional.empty();
    }
  }

  /** What differs from another job's, in words. */
  List<String> differences(JobContent other) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String mine = values.get(name);
      String others = other.values.get(name);
      if (mine == null || !mine.equals(others)) {
        differences.add(name + " is " + mine + ", there it is " + others);
      }
    }
    return differences;
  }
}
