package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the normalizer and the decoder of a tokenizer.json; refuses others by name. */
final class TextComponents {
  private final Path file;

  TextComponents(Path file) {
    this.file = file;
  }

  Normalizer normalizer(JsonNode node) {
    if (absent(node)) {
      return new Normalizer.Sequence(List.of());
    }
    switch (type(node)) {
      case "Replace":
        return new Normalizer.Replace(
            pattern(node, "normalizer"), text(node, "content", "normalizer"));
      case "Prepend":
        return new Normalizer.Prepend(text(node, "prepend", "normalizer"));
      case "NFC":
        return new Normalizer.Composed();
      case "Sequence":
        List<Normalizer> steps = new ArrayList<>();
        node.path("normalizers").forEach(step -> steps.add(normalizer(step)));
        return new Normalizer.Sequence(steps);
      default:
        throw unsupported(
            "normalizer", node, "none, NFC, Replace of a text, Prepend, Sequence of them");
    }
  }

  Decoder decoder(JsonNode node) {
    if (absent(node)) {
      return new Decoder.JoinedBySpaces();
    }
    switch (type(node)) {
      case "Replace":
        return new Decoder.Replace(pattern(node, "decoder"), text(node, "content", "decoder"));
      case "ByteFallback":
        return new Decoder.ByteFallback();
      case "Fuse":
        return new Decoder.Fuse();
      case "Strip":
        String character = text(node, "content", "decoder");
        if (character.codePointCount(0, character.length()) != 1) {
          throw TokenizerErrors.broken(file, "the decoder 'Strip' strips '" + character + "'");
        }
        return new Decoder.Strip(
            character.codePointAt(0), node.path("start").asInt(), node.path("stop").asInt());
      case "Metaspace":
        return metaspace(node, "decoder");
      case "ByteLevel":
        return new Decoder.ByteLevel();
      case "Sequence":
        List<Decoder> steps = new ArrayList<>();
        node.path("decoders").forEach(step -> steps.add(decoder(step)));
        return new Decoder.Sequence(steps);
      default:
        throw unsupported(
            "decoder",
            node,
            "none, ByteLevel, Replace of a text, ByteFallback, Fuse, Strip, Metaspace, Sequence of"
                + " them");
    }
  }

  Metaspace metaspace(JsonNode node, String role) {
    String replacement = text(node, "replacement", role);
    if (replacement.length() != 1) {
      throw TokenizerErrors.unsupported(
          file, role + " 'Metaspace' with replacement '" + replacement + "'", "one character");
    }
    return new Metaspace(
        replacement.charAt(0), prependScheme(node, role), node.path("split").asBoolean(true));
  }

  /** Files older than {@code prepend_scheme} say {@code add_prefix_space} instead. */
  private Metaspace.Prepend prependScheme(JsonNode node, String role) {
    JsonNode scheme = node.path("prepend_scheme");
    if (absent(scheme)) {
      return node.path("add_prefix_space").asBoolean(true)
          ? Metaspace.Prepend.ALWAYS
          : Metaspace.Prepend.NEVER;
    }
    return switch (scheme.asText()) {
      case "always" -> Metaspace.Prepend.ALWAYS;
      case "first" -> Metaspace.Prepend.FIRST;
      case "never" -> Metaspace.Prepend.NEVER;
      default ->
          throw TokenizerErrors.unsupported(
              file, role + " 'Metaspace' with prepend_scheme " + scheme, "always, first, never");
    };
  }

  String pattern(JsonNode node, String role) {
    JsonNode text = node.path("pattern").path("String");
    if (!text.isTextual() || text.textValue().isEmpty()) {
      throw TokenizerErrors.unsupported(
          file,
          role + " '" + type(node) + "' with the pattern " + node.path("pattern"),
          "a pattern that is a plain text: {\"String\": \"…\"}");
    }
    return text.textValue();
  }

  private String text(JsonNode node, String name, String role) {
    if (!node.path(name).isTextual()) {
      throw TokenizerErrors.broken(file, role + " '" + type(node) + "' has no text '" + name + "'");
    }
    return node.path(name).textValue();
  }

  RuntimeException unsupported(String role, JsonNode node, String supported) {
    return TokenizerErrors.unsupported(file, role + " '" + type(node) + "'", supported);
  }

  static String type(JsonNode node) {
    return node.path("type").asText();
  }

  static boolean absent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}
