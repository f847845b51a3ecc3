package dev.assay.eval.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;

/**
 * A manifest's YAML. It is read strictly, and written only at its end: what stands before {@code
 * splits:} is a person's.
 */
public final class ManifestFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private static final String SPLITS = "\nsplits:\n";

  private ManifestFile() {}

  /**
   * @param file its name, for the error
   * @throws AssayException of kind USAGE for an unknown, missing or repeated key, and a value that
   *     does not fit
   */
  public static Dataset parse(String file, String text) {
    return parse(file, text, Dataset.class);
  }

  static <T> T parse(String file, String text, Class<T> type) {
    try {
      T read = YAML.readValue(text, type);
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null ? "" : " near line " + Math.max(1, e.getLocation().getLineNr());
      throw new AssayException(
          ErrorKind.USAGE,
          "manifest " + file + " cannot be used",
          e.getOriginalMessage() + where,
          "correct that key",
          e);
    }
    throw new AssayException(
        ErrorKind.USAGE,
        "manifest " + file + " cannot be used",
        "it holds nothing",
        "write its keys, as other manifests have them");
  }

  /** The text with other splits in it. */
  static String withSplits(String text, List<DatasetSplit> splits) {
    StringBuilder written = new StringBuilder(text.substring(0, text.indexOf(SPLITS)));
    written.append(SPLITS);
    for (DatasetSplit split : splits) {
      written.append("  - split: ").append(split.name()).append('\n');
      if (!split.configuration().isEmpty()) {
        written.append("    configuration: ").append(split.configuration()).append('\n');
      }
      if (!split.table().equals("main")) {
        written.append("    table: ").append(split.table()).append('\n');
      }
      if (!split.file().isEmpty()) {
        written.append("    file: ").append(split.file()).append('\n');
      }
      if (split.pinned()) {
        written.append("    rows: ").append(split.rows()).append('\n');
        written.append("    content: ").append(split.content()).append('\n');
        written.append("    blocks: \"").append(split.blocks()).append("\"\n");
        written.append("    files:\n");
        for (DatasetSplit.KnownFile file : split.files()) {
          written
              .append("      - {form: ")
              .append(file.form())
              .append(", sha256: ")
              .append(file.sha256())
              .append("}\n");
        }
      }
    }
    return written.toString();
  }

  static <T> T required(T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("key '" + key + "' is missing");
    }
    return value;
  }
}
