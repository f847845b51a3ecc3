package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.gguf.GgufFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A chat template as a model's folder has it: chat_template.jinja, else {@code chat_template} of
 * tokenizer_config.json, a text or a list of named ones, of which the one named {@code default}
 * counts (transformers/tokenization_utils_base.py, from_pretrained and get_chat_template).
 *
 * @param file where it stands
 * @param template in Jinja
 * @param specialTokens texts of tokens that templates know by name, e.g. {@code bos_token}
 */
public record ChatTemplateSource(Path file, String template, Map<String, String> specialTokens) {
  static final String FILE_NAME = "chat_template.jinja";

  private static final List<String> SPECIAL_TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  /**
   * @return empty where the folder has none
   * @throws dev.assay.core.error.AssayException of kind MODEL if a file cannot be read or is broken
   */
  public static Optional<ChatTemplateSource> read(Path folder) {
    if (GgufFile.isOne(folder)) {
      return GgufTokenizer.chatTemplate(folder);
    }
    JsonNode configuration = TokenizerConfiguration.json(folder);
    Path configurationFile = folder.resolve(TokenizerConfiguration.FILE_NAME);
    Path file = folder.resolve(FILE_NAME);
    Map<String, String> tokens = new TreeMap<>();
    for (String name : SPECIAL_TOKENS) {
      TokenizerConfiguration.token(configurationFile, configuration, name)
          .ifPresent(text -> tokens.put(name, text));
    }
    if (Files.exists(file)) {
      String template = new String(Tokenizers.content(file), StandardCharsets.UTF_8);
      return Optional.of(new ChatTemplateSource(file, template, tokens));
    }
    return template(configurationFile, configuration.path("chat_template"))
        .map(template -> new ChatTemplateSource(configurationFile, template, tokens));
  }

  private static Optional<String> template(Path file, JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode named : node) {
      String name = named.path("name").asText();
      if (name.equals("default") && named.path("template").isTextual()) {
        return Optional.of(named.path("template").textValue());
      }
      names.add(name);
    }
    throw TokenizerErrors.broken(
        file, "chat_template is neither a text nor a list with one named 'default': " + names);
  }
}
