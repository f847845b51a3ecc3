package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What tokenizer_config.json says about the ends of sequences.
 *
 * @param beginOfSequence {@code bos_token}
 * @param endOfSequence {@code eos_token}
 * @param addsBeginOfSequence {@code add_bos_token}: whether the original puts BOS before every text
 */
public record TokenizerConfiguration(
    Optional<String> beginOfSequence,
    Optional<String> endOfSequence,
    Optional<Boolean> addsBeginOfSequence) {
  static final String FILE_NAME = "tokenizer_config.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the folder's tokenizer_config.json; nothing is set where there is none.
   *
   * @throws dev.assay.core.error.AssayException if the file cannot be read or is not a JSON object
   */
  public static TokenizerConfiguration read(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    JsonNode root = json(folder);
    JsonNode adds = root.path("add_bos_token");
    return new TokenizerConfiguration(
        token(file, root, "bos_token"),
        token(file, root, "eos_token"),
        adds.isBoolean() ? Optional.of(adds.booleanValue()) : Optional.empty());
  }

  /** The folder's tokenizer_config.json; an empty object where there is none. */
  static JsonNode json(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw TokenizerErrors.broken(file, e.getMessage());
    } catch (IOException e) {
      throw TokenizerErrors.unreadable(file, e);
    }
    if (root == null || !root.isObject()) {
      throw TokenizerErrors.broken(file, "it is not a JSON object");
    }
    return root;
  }

  /** A token is written as its text or as an object with its text under {@code content}. */
  static Optional<String> token(Path file, JsonNode root, String name) {
    JsonNode token = root.path(name);
    JsonNode text = token.isObject() ? token.path("content") : token;
    if (text.isTextual()) {
      return Optional.of(text.textValue());
    }
    if (token.isNull() || token.isMissingNode()) {
      return Optional.empty();
    }
    throw TokenizerErrors.broken(file, name + " is neither a text nor an object with 'content'");
  }
}
