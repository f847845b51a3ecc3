package dev.assay.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the YAML before the text of a data set's {@code README.md} says of its configurations. */
final class DatasetCard {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String FENCE = "---";

  private final List<JsonNode> configurations = new ArrayList<>();

  private DatasetCard() {}

  /** Empty where there is no card, or it says nothing of configurations. */
  static DatasetCard of(Path folder) throws IOException {
    DatasetCard card = new DatasetCard();
    Path readme = folder.resolve("README.md");
    if (Files.isRegularFile(readme)) {
      String text = new String(Files.readAllBytes(readme), StandardCharsets.UTF_8);
      String[] lines = text.split("\r?\n", -1);
      int end = 1;
      while (end < lines.length && !lines[end].strip().equals(FENCE)) {
        end++;
      }
      if (lines[0].strip().equals(FENCE) && end < lines.length) {
        String header = String.join("\n", List.of(lines).subList(1, end));
        try {
          YAML.readTree(header).path("configs").forEach(card.configurations::add);
        } catch (JsonProcessingException e) {
          throw new IOException(readme + ": its header is no YAML: " + e.getOriginalMessage(), e);
        }
      }
    }
    return card;
  }

  /** The names of the configurations; none where the card does not say. */
  List<String> names() {
    return configurations.stream().map(each -> each.path("config_name").asText()).toList();
  }

  /**
   * Patterns of the split's files below the folder; none where the card does not say.
   *
   * @param name of the configuration; empty for the default one
   */
  List<String> patterns(String name, String split) {
    JsonNode configuration = configuration(name);
    JsonNode files = configuration == null ? null : configuration.path("data_files");
    if (files == null || files.isMissingNode()) {
      return List.of();
    }
    List<String> patterns = new ArrayList<>();
    if (files.isObject()) {
      add(patterns, files.path(split));
    } else if (files.isTextual() || files.path(0).isTextual()) {
      // Files without a split are 'train'.
      add(patterns, split.equals("train") ? files : files.path("none"));
    } else {
      for (JsonNode entry : files) {
        if (entry.path("split").asText().equals(split)) {
          add(patterns, entry.path("path"));
        }
      }
    }
    String folder = configuration.path("data_dir").asText("");
    return patterns.stream()
        .map(pattern -> folder.isEmpty() ? pattern : folder + "/" + pattern)
        .toList();
  }

  private JsonNode configuration(String name) {
    for (JsonNode each : configurations) {
      String its = each.path("config_name").asText();
      boolean first = each.path("default").asBoolean() || its.equals("default");
      if (name.isEmpty() ? first || configurations.size() == 1 : its.equals(name)) {
        return each;
      }
    }
    return null;
  }

  private static void add(List<String> patterns, JsonNode paths) {
    if (paths.isTextual()) {
      patterns.add(paths.textValue());
    }
    paths.forEach(path -> patterns.add(path.asText()));
  }
}
