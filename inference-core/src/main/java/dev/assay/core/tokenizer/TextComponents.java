package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the normalizer, pre-tokenizer and decoder of a tokenizer.json; refuses others by name. */
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
      case "Sequence":
        List<Normalizer> steps = new ArrayList<>();
        node.path("normalizers").forEach(step -> steps.add(normalizer(step)));
        return new Normalizer.Sequence(steps);
      default:
        throw unsupported("normalizer", node, "none, Replace of a text, Prepend, Sequence of them");
    }
  }

  /**
   * Empty where there is nothing to do: no pre-tokenizer, or a Split at a text that the normalizer
   * leaves nowhere (newer Gemma files split at spaces after every space was replaced).
   */
  Optional<Metaspace> preTokenizer(JsonNode node, Normalizer normalizer) {
    if (absent(node)) {
      return Optional.empty();
    }
    switch (type(node)) {
      case "Metaspace":
        return Optional.of(metaspace(node, "pre_tokenizer"));
      case "Split":
        if (removes(normalizer, pattern(node, "pre_tokenizer"))) {
          return Optional.empty();
        }
        throw TokenizerErrors.unsupported(
            file,
            "pre_tokenizer 'Split' at '" + pattern(node, "pre_tokenizer") + "'",
            "a Split at a text that the normalizer has replaced everywhere");
      default:
        throw unsupported("pre_tokenizer", node, "none, Metaspace, a Split that splits nothing");
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
      case "Sequence":
        List<Decoder> steps = new ArrayList<>();
        node.path("decoders").forEach(step -> steps.add(decoder(step)));
        return new Decoder.Sequence(steps);
      default:
        throw unsupported(
            "decoder",
            node,
            "none, Replace of a text, ByteFallback, Fuse, Strip, Metaspace, Sequence of them");
    }
  }

  private Metaspace metaspace(JsonNode node, String role) {
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

  /** Whether the normalizer's output cannot contain this one character. */
  private static boolean removes(Normalizer normalizer, String pattern) {
    if (pattern.length() != 1) {
      return false;
    }
    boolean removed = false;
    for (Normalizer step : steps(normalizer)) {
      if (step instanceof Normalizer.Replace replace) {
        removed =
            (removed || replace.pattern().equals(pattern)) && !replace.content().contains(pattern);
      } else if (step instanceof Normalizer.Prepend prepend) {
        removed = removed && !prepend.prefix().contains(pattern);
      }
    }
    return removed;
  }

  private static List<Normalizer> steps(Normalizer normalizer) {
    return normalizer instanceof Normalizer.Sequence sequence
        ? sequence.steps().stream().flatMap(step -> steps(step).stream()).toList()
        : List.of(normalizer);
  }

  private String pattern(JsonNode node, String role) {
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

  private RuntimeException unsupported(String role, JsonNode node, String supported) {
    return TokenizerErrors.unsupported(file, role + " '" + type(node) + "'", supported);
  }

  private static String type(JsonNode node) {
    return node.path("type").asText();
  }

  private static boolean absent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}
