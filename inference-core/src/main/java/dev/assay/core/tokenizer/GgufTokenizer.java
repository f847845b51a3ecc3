package dev.assay.core.tokenizer;

import dev.assay.core.gguf.GgufFile;
import dev.assay.core.gguf.Metadata;
import dev.assay.core.gguf.NumberArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Tokenizer and chat template of a GGUF file (llama.cpp, src/llama-vocab.cpp): keys {@code
 * tokenizer.ggml.*} and {@code tokenizer.chat_template}.
 */
final class GgufTokenizer {
  private static final String KEYS = "tokenizer.ggml.";
  private static final String MODEL = KEYS + "model";
  private static final String TOKENS = KEYS + "tokens";
  private static final String SENTENCE_PIECE = "llama";
  private static final String BYTE_LEVEL = "gpt2";

  /** What templates call a token by, and the key of its id. */
  private static final Map<String, String> SPECIAL_TOKENS =
      Map.of(
          "bos_token", "bos_token_id",
          "eos_token", "eos_token_id",
          "unk_token", "unknown_token_id",
          "pad_token", "padding_token_id");

  private final Path file;
  private final Metadata metadata;
  private final List<String> tokens;

  private GgufTokenizer(Path file, Metadata metadata) {
    this.file = file;
    this.metadata = metadata;
    this.tokens = metadata.texts(TOKENS).orElseThrow(() -> metadata.missing(TOKENS));
  }

  static boolean isIn(Path file) {
    return GgufFile.read(file).metadata().value(MODEL).isPresent();
  }

  /**
   * @throws dev.assay.core.error.AssayException of kind MODEL that names the key that is missing,
   *     wrong or not supported
   */
  static Tokenizer read(Path file) {
    Metadata metadata = GgufFile.read(file).metadata();
    String model = metadata.text(MODEL).orElseThrow(() -> metadata.missing(MODEL));
    GgufTokenizer parts = new GgufTokenizer(file, metadata);
    return switch (model) {
      case SENTENCE_PIECE -> parts.sentencePiece();
      case BYTE_LEVEL -> parts.byteLevel();
      default ->
          throw TokenizerErrors.unsupported(
              file, MODEL + " '" + model + "'", SENTENCE_PIECE + ", " + BYTE_LEVEL);
    };
  }

  private Tokenizer sentencePiece() {
    NumberArray scores = numbers("scores").orElseThrow(() -> metadata.missing(KEYS + "scores"));
    boolean prefix = metadata.flag(KEYS + "add_space_prefix").orElse(true);
    SequenceEnds ends = new SequenceEnds(id("bos_token_id", 1), id("eos_token_id", 2), adds(true));
    return Tokenizers.sentencePiece(file, entries(scores), prefix, ends);
  }

  private Tokenizer byteLevel() {
    String pre = KEYS + "pre";
    String name = metadata.text(pre).orElseThrow(() -> metadata.missing(pre));
    ByteLevelRules rules =
        ByteLevelRules.named(name)
            .orElseThrow(
                () ->
                    TokenizerErrors.unsupported(
                        file,
                        pre + " '" + name + "', which says how texts are divided,",
                        String.join(", ", ByteLevelRules.names())));
    String merges = KEYS + "merges";
    SequenceEnds ends =
        new SequenceEnds(id("bos_token_id"), id("eos_token_id"), adds(rules.addsBegin()));
    return Tokenizers.byteLevel(
        new ByteLevelVocabulary(
            file,
            entries(null),
            metadata.texts(merges).orElseThrow(() -> metadata.missing(merges)),
            rules,
            ends));
  }

  private boolean adds(boolean otherwise) {
    return metadata.flag(KEYS + "add_bos_token").orElse(otherwise);
  }

  private List<VocabularyEntry> entries(NumberArray scores) {
    NumberArray types = numbers("token_type").orElse(null);
    List<VocabularyEntry> entries = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      float score = scores == null ? 0f : (float) scores.number(id);
      entries.add(new VocabularyEntry(tokens.get(id), score, type(types, id)));
    }
    return entries;
  }

  private TokenType type(NumberArray types, int id) {
    if (types == null) {
      return TokenType.NORMAL;
    }
    double number = types.number(id);
    return TokenType.numbered((int) number)
        .orElseThrow(
            () ->
                TokenizerErrors.broken(
                    file, "token " + id + " has the type " + number + "; there are 1 to 6"));
  }

  /** One per token, or more. */
  private Optional<NumberArray> numbers(String name) {
    Optional<NumberArray> numbers = metadata.numbers(KEYS + name);
    numbers.ifPresent(
        array -> {
          if (array.size() < tokens.size()) {
            throw metadata.wrong(KEYS + name, "one for each of " + tokens.size() + " tokens");
          }
        });
    return numbers;
  }

  private OptionalInt id(String name) {
    OptionalLong id = metadata.whole(KEYS + name);
    if (id.isEmpty()) {
      return OptionalInt.empty();
    }
    if (id.getAsLong() >= tokens.size()) {
      throw metadata.wrong(KEYS + name, "an id from 0 to " + (tokens.size() - 1));
    }
    return OptionalInt.of((int) id.getAsLong());
  }

  private OptionalInt id(String name, int otherwise) {
    OptionalInt stated = id(name);
    return stated.isPresent() || otherwise >= tokens.size() ? stated : OptionalInt.of(otherwise);
  }

  /** See {@link ChatTemplateSource#read}. */
  static Optional<ChatTemplateSource> chatTemplate(Path file) {
    Metadata metadata = GgufFile.read(file).metadata();
    Optional<String> template = metadata.text("tokenizer.chat_template");
    if (template.isEmpty()) {
      return Optional.empty();
    }
    GgufTokenizer parts = new GgufTokenizer(file, metadata);
    Map<String, String> texts = new TreeMap<>();
    SPECIAL_TOKENS.forEach(
        (name, key) -> parts.id(key).ifPresent(id -> texts.put(name, parts.tokens.get(id))));
    return Optional.of(new ChatTemplateSource(file, template.get(), texts));
  }
}
