package dev.assay.core.tokenizer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Reads a tokenizer.json of BPE. {@code truncation} and {@code padding} are left alone, and of
 * {@code post_processor} only whether it begins with BOS is read: what is put around the text is
 * the caller's decision.
 *
 * <p>The file is parsed twice, for its merges are half of it and can be looked up while they are
 * read once the vocabulary is known, wherever in the file that stands.
 */
final class TokenizerJsonReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final byte[] content;

  /** Everything but the two large parts. */
  private final ObjectNode root = JSON.createObjectNode();

  private final ObjectNode model = JSON.createObjectNode();
  private VocabularyBuilder entries;

  private TokenizerJsonReader(Path file, byte[] content) {
    this.file = file;
    this.content = content;
  }

  static Tokenizer read(Path file, TokenizerConfiguration configuration) {
    TokenizerJsonReader reader = new TokenizerJsonReader(file, Tokenizers.content(file));
    try {
      return reader.read(configuration);
    } catch (JacksonException e) {
      throw TokenizerErrors.broken(file, e.getMessage());
    } catch (IOException e) {
      throw TokenizerErrors.unreadable(file, e);
    }
  }

  private Tokenizer read(TokenizerConfiguration configuration) throws IOException {
    readAllButMerges();
    checkModel();
    AddedTokens added = AddedTokens.read(file, root.path("added_tokens"), content.length);
    Vocabulary modelEntries = entries.build();
    Vocabulary all = added.including(modelEntries);

    TextComponents components = new TextComponents(file);
    Normalizer normalizer = components.normalizer(root.path("normalizer"));
    PreTokenizer preTokenizer =
        new PreTokenizerReader(file, components).read(root.path("pre_tokenizer"), normalizer);
    boolean byteLevel = preTokenizer instanceof PreTokenizer.Bytes;
    BytePairTokenizer.TextRules rules =
        new BytePairTokenizer.TextRules(
            added.verbatim(),
            normalizer,
            added.normalized(normalizer),
            preTokenizer,
            components.decoder(root.path("decoder")),
            added.decodedTexts(normalizer),
            added.special());
    return new BytePairTokenizer(
        all,
        modelEntries,
        rules,
        encoder(modelEntries, byteLevel),
        model.path("ignore_merges").asBoolean()
            ? BytePairTokenizer.WholeWords.TAKEN_AT_ONCE
            : BytePairTokenizer.WholeWords.MERGED,
        ends(all, configuration, byteLevel));
  }

  /** Only a name makes an entry of a byte-level vocabulary an end: it may have "<s>" as a text. */
  private SequenceEnds ends(Vocabulary all, TokenizerConfiguration named, boolean byteLevel) {
    JsonNode processor = root.path("post_processor");
    int begin = PostProcessor.begin(processor).map(all::id).orElse(Vocabulary.ABSENT);
    SequenceEnds stated =
        new SequenceEnds(
            begin == Vocabulary.ABSENT ? OptionalInt.empty() : OptionalInt.of(begin),
            OptionalInt.empty(),
            begin != Vocabulary.ABSENT || !byteLevel && TextComponents.absent(processor));
    return SequenceEnds.of(file, all, named, stated, !byteLevel);
  }

  private TextEncoder encoder(Vocabulary vocabulary, boolean byteLevel) throws IOException {
    ByteTokens bytes = model.path("byte_fallback").asBoolean() ? new ByteTokens(vocabulary) : null;
    MergesReader merges = new MergesReader(file, vocabulary, bytes);
    try (JsonParser parser = JSON.createParser(content)) {
      enter(parser, "model");
      enter(parser, "merges");
      merges.read(parser);
    }
    BytePairSymbols symbols =
        new BytePairSymbols(
            vocabulary, bytes, unknown(vocabulary), model.path("fuse_unk").asBoolean());
    boolean mayCut =
        byteLevel
            ? ByteAlphabet.isIn(vocabulary)
            : bytes != null && bytes.complete() && !merges.mergeBytes();
    return new TextEncoder(symbols, merges.table(), mayCut ? merges.bigrams() : null);
  }

  private int unknown(Vocabulary vocabulary) {
    JsonNode token = model.path("unk_token");
    if (!token.isTextual()) {
      return Vocabulary.ABSENT;
    }
    int id = vocabulary.id(token.textValue());
    if (id == Vocabulary.ABSENT) {
      throw TokenizerErrors.broken(file, "unk_token '" + token.textValue() + "' is not in vocab");
    }
    return id;
  }

  private void readAllButMerges() throws IOException {
    try (JsonParser parser = JSON.createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw TokenizerErrors.broken(file, "it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("model")) {
          readModel(parser);
        } else {
          root.set(name, JSON.readTree(parser));
        }
      }
    }
  }

  private void readModel(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
        entries = new VocabularyBuilder(file, content.length);
        entries.read(parser);
      } else if (name.equals("vocab") || name.equals("merges")) {
        model.put(name, true);
        parser.skipChildren();
      } else {
        model.set(name, JSON.readTree(parser));
      }
    }
  }

  private void checkModel() {
    JsonNode type = model.path("type");
    if (type.isMissingNode() && entries == null) {
      throw TokenizerErrors.broken(file, "it has no model with a vocab");
    }
    if (!type.isMissingNode() && !type.asText().equals("BPE")) {
      throw TokenizerErrors.unsupported(file, "model type '" + type.asText() + "'", "BPE");
    }
    if (entries == null || !model.has("merges")) {
      throw TokenizerErrors.broken(file, "its model lacks vocab or merges");
    }
    if (!model.path("dropout").isNull() && model.path("dropout").asDouble() != 0) {
      throw TokenizerErrors.unsupported(
          file, "dropout " + model.path("dropout"), "none, for ids must be repeatable");
    }
    for (String affix : new String[] {"continuing_subword_prefix", "end_of_word_suffix"}) {
      if (!model.path(affix).asText("").isEmpty() && !model.path(affix).isNull()) {
        throw TokenizerErrors.unsupported(file, affix + " " + model.path(affix), "none");
      }
    }
  }

  /** Moves into the value of a field of the object that the parser is about to read. */
  private static void enter(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME && !parser.currentName().equals(field)) {
      parser.nextToken();
      parser.skipChildren();
    }
    parser.nextToken();
  }
}
