package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code added_tokens} of a tokenizer.json, special or not: all are cut out of the text. */
final class AddedTokens {
  private record Token(
      int id,
      String content,
      boolean normalized,
      boolean special,
      boolean stripsLeft,
      boolean stripsRight) {
    void addTo(TokenTrie trie, String text) {
      trie.add(text, id, stripsLeft, stripsRight);
    }
  }

  /** A text is compared with as many of a token's chars at every place. */
  private static final int LONGEST = 1024;

  private final Path file;
  private final long largestId;
  private final List<Token> tokens = new ArrayList<>();

  private AddedTokens(Path file, long largestId) {
    this.file = file;
    this.largestId = largestId;
  }

  /**
   * @param largestId see {@link VocabularyBuilder}
   */
  static AddedTokens read(Path file, JsonNode array, long largestId) {
    if (!array.isArray() && !TextComponents.absent(array)) {
      throw TokenizerErrors.broken(file, "added_tokens is no list");
    }
    AddedTokens added = new AddedTokens(file, largestId);
    for (JsonNode node : array) {
      JsonNode content = node.path("content");
      JsonNode id = node.path("id");
      boolean whole = id.isIntegralNumber() && id.canConvertToInt();
      if (!content.isTextual() || content.textValue().isEmpty() || !whole) {
        throw TokenizerErrors.broken(file, "an added token lacks its id or content: " + node);
      }
      if (content.textValue().length() > LONGEST) {
        throw TokenizerErrors.broken(
            file,
            "the added token "
                + id
                + " has "
                + content.textValue().length()
                + " chars; "
                + LONGEST
                + " are read");
      }
      if (node.path("single_word").asBoolean()) {
        throw TokenizerErrors.unsupported(
            file,
            "single_word of the added token '" + content.textValue() + "'",
            "added tokens without single_word");
      }
      boolean special = node.path("special").asBoolean();
      added.tokens.add(
          new Token(
              id.intValue(),
              content.textValue(),
              node.path("normalized").asBoolean(!special),
              special,
              node.path("lstrip").asBoolean(),
              node.path("rstrip").asBoolean()));
    }
    return added;
  }

  /**
   * The model's entries and the added tokens that are not among them. An id that both have is
   * decoded to the added token, as in the original; the model's entry of that id can still be
   * encoded.
   */
  Vocabulary including(Vocabulary model) {
    VocabularyBuilder all = new VocabularyBuilder(file, largestId);
    for (int id = 0; id < model.size(); id++) {
      if (model.text(id) != null) {
        all.put(id, model.text(id));
      }
    }
    for (Token token : tokens) {
      int id = model.id(token.content);
      if (id == Vocabulary.ABSENT) {
        all.replace(token.id, token.content, model);
      } else if (id != token.id) {
        throw TokenizerErrors.broken(
            file, "the added token '" + token.content + "' has ids " + token.id + " and " + id);
      }
    }
    return all.build();
  }

  /** Ids of the special tokens. */
  BitSet special() {
    BitSet special = new BitSet();
    tokens.stream().filter(Token::special).forEach(token -> special.set(token.id));
    return special;
  }

  /** The tokens to be found in the text as it is. */
  TokenTrie verbatim() {
    TokenTrie trie = new TokenTrie();
    for (Token token : tokens) {
      if (!token.normalized) {
        token.addTo(trie, token.content);
      }
    }
    return trie;
  }

  /** The tokens to be found in normalised text; their own contents are normalised alike. */
  TokenTrie normalized(Normalizer normalizer) {
    TokenTrie trie = new TokenTrie();
    for (Token token : tokens) {
      String content = token.normalized ? normalizer.normalize(token.content) : "";
      if (!content.isEmpty()) {
        token.addTo(trie, content);
      }
    }
    return trie;
  }

  /**
   * What tokens are decoded to where that is not their own text: the original puts the normalised
   * content of such a token through the decoder.
   */
  Map<Integer, String> decodedTexts(Normalizer normalizer) {
    return tokens.stream()
        .filter(Token::normalized)
        .collect(
            Collectors.toUnmodifiableMap(
                Token::id, token -> normalizer.normalize(token.content), (first, next) -> next));
  }
}
