package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code pre_tokenizer} of a tokenizer.json; refuses others by name. */
final class PreTokenizerReader {
  private static final String ROLE = "pre_tokenizer";
  private static final String SPLIT = "Split";
  private static final String BYTE_LEVEL = "ByteLevel";
  private static final String SUPPORTED =
      "none, Metaspace, ByteLevel with GPT-2's split, Digits before it, a Split by the pattern of"
          + " Llama 3 or Qwen 2 to 3 before a ByteLevel without one, a Split that splits nothing";

  private final Path file;
  private final TextComponents components;

  PreTokenizerReader(Path file, TextComponents components) {
    this.file = file;
    this.components = components;
  }

  /** A Split at a text that the normalizer leaves nowhere does nothing, as in newer Gemma files. */
  PreTokenizer read(JsonNode node, Normalizer normalizer) {
    if (TextComponents.absent(node)) {
      return new PreTokenizer.Whole();
    }
    switch (TextComponents.type(node)) {
      case "Metaspace":
        return new PreTokenizer.Spaces(components.metaspace(node, ROLE));
      case BYTE_LEVEL:
        if (!splits(node)) {
          throw TokenizerErrors.unsupported(
              file, ROLE + " 'ByteLevel' with use_regex false and no Split before it", SUPPORTED);
        }
        return new PreTokenizer.Bytes(PieceSplit.GPT2);
      case "Sequence":
        return new PreTokenizer.Bytes(sequence(node));
      case SPLIT:
        if (removes(normalizer, components.pattern(node, ROLE))) {
          return new PreTokenizer.Whole();
        }
        throw TokenizerErrors.unsupported(
            file,
            ROLE + " 'Split' at '" + components.pattern(node, ROLE) + "'",
            "a Split at a text that the normalizer has replaced everywhere");
      default:
        throw components.unsupported(ROLE, node, SUPPORTED);
    }
  }

  private PieceSplit sequence(JsonNode node) {
    List<JsonNode> steps = new ArrayList<>();
    node.path("pretokenizers").forEach(steps::add);
    List<String> types = steps.stream().map(TextComponents::type).toList();
    if (types.equals(List.of("Digits", BYTE_LEVEL)) && splits(steps.get(1))) {
      if (!steps.get(0).path("individual_digits").asBoolean()) {
        throw TokenizerErrors.unsupported(
            file, ROLE + " 'Digits' with individual_digits false", "individual_digits true");
      }
      return PieceSplit.DIGITS_GPT2;
    }
    if (types.equals(List.of(SPLIT, BYTE_LEVEL)) && !splits(steps.get(1))) {
      return pattern(steps.get(0));
    }
    throw TokenizerErrors.unsupported(file, ROLE + " 'Sequence' of " + types, SUPPORTED);
  }

  private PieceSplit pattern(JsonNode split) {
    String behaviour = split.path("behavior").asText();
    if (!behaviour.equals("Isolated") || split.path("invert").asBoolean()) {
      throw TokenizerErrors.unsupported(
          file,
          ROLE + " 'Split' with behavior " + behaviour + ", invert " + split.path("invert"),
          "behavior Isolated, invert false");
    }
    JsonNode pattern = split.path("pattern").path("Regex");
    return PieceSplit.ofPattern(pattern.asText())
        .orElseThrow(
            () ->
                TokenizerErrors.unsupported(
                    file, ROLE + " 'Split' by the pattern " + split.path("pattern"), SUPPORTED));
  }

  /** Whether a ByteLevel divides by GPT-2's pattern. */
  private boolean splits(JsonNode byteLevel) {
    if (byteLevel.path("add_prefix_space").asBoolean(true)) {
      throw TokenizerErrors.unsupported(
          file, ROLE + " 'ByteLevel' with add_prefix_space true", "add_prefix_space false");
    }
    return byteLevel.path("use_regex").asBoolean(true);
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
      } else {
        removed = false;
      }
    }
    return removed;
  }

  private static List<Normalizer> steps(Normalizer normalizer) {
    return normalizer instanceof Normalizer.Sequence sequence
        ? sequence.steps().stream().flatMap(step -> steps(step).stream()).toList()
        : List.of(normalizer);
  }
}
