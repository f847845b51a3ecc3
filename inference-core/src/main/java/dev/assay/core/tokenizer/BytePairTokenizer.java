package dev.assay.core.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The algorithm of tokenizer.json: added tokens are cut out of the text, and each stretch between
 * them is normalised and merged by the file's table of id pairs.
 */
final class BytePairTokenizer implements Tokenizer {
  /**
   * How text is prepared and tokens are put together again.
   *
   * @param addedTokens found in the text as it is
   * @param normalizedTokens found in stretches after normalisation
   * @param decodedTexts texts of ids for the decoder, where not the vocabulary's
   */
  record TextRules(
      TokenTrie addedTokens,
      Normalizer normalizer,
      TokenTrie normalizedTokens,
      Optional<Metaspace> preTokenizer,
      Decoder decoder,
      Map<Integer, String> decodedTexts) {}

  /** Whether a whole word that is an entry is taken at once. */
  enum WholeWords {
    MERGED,
    TAKEN_AT_ONCE
  }

  private final Vocabulary vocabulary;
  private final TextRules rules;
  private final TextEncoder encoder;
  private final WholeWords wholeWords;
  private final SequenceEnds ends;

  BytePairTokenizer(
      Vocabulary vocabulary,
      TextRules rules,
      TextEncoder encoder,
      WholeWords wholeWords,
      SequenceEnds ends) {
    this.vocabulary = vocabulary;
    this.rules = rules;
    this.encoder = encoder;
    this.wholeWords = wholeWords;
    this.ends = ends;
  }

  @Override
  public int[] encode(String text) {
    String wellFormed = WellFormedText.of(text);
    IdBuffer ids = new IdBuffer(wellFormed.length() / 3);
    int from = 0;
    TokenTrie.Match match;
    while ((match = rules.addedTokens.find(wellFormed, from)) != null) {
      encodeStretch(wellFormed.substring(from, match.start()), from == 0, ids);
      ids.add(match.id());
      from = match.end();
    }
    encodeStretch(wellFormed.substring(from), from == 0, ids);
    return ids.toArray();
  }

  private void encodeStretch(String stretch, boolean beginsText, IdBuffer ids) {
    String normalized = rules.normalizer.normalize(stretch);
    if (rules.normalizedTokens.isEmpty()) {
      encodeWords(normalized, beginsText, ids);
      return;
    }
    int from = 0;
    TokenTrie.Match match;
    while ((match = rules.normalizedTokens.find(normalized, from)) != null) {
      encodeWords(normalized.substring(from, match.start()), beginsText && from == 0, ids);
      ids.add(match.id());
      from = match.end();
    }
    encodeWords(normalized.substring(from), beginsText && from == 0, ids);
  }

  private void encodeWords(String stretch, boolean beginsText, IdBuffer ids) {
    if (rules.preTokenizer.isEmpty()) {
      encodeWord(stretch, 0, stretch.length(), ids);
      return;
    }
    Metaspace metaspace = rules.preTokenizer.get();
    String escaped = metaspace.escape(stretch, beginsText);
    for (int start = 0; start < escaped.length(); ) {
      int end = metaspace.endOfWord(escaped, start);
      encodeWord(escaped, start, end, ids);
      start = end;
    }
  }

  private void encodeWord(String text, int start, int end, IdBuffer ids) {
    if (wholeWords == WholeWords.TAKEN_AT_ONCE && start < end) {
      int id = vocabulary.id(text.substring(start, end));
      if (id != Vocabulary.ABSENT) {
        ids.add(id);
        return;
      }
    }
    encoder.encode(text, start, end, ids);
  }

  @Override
  public String decode(int[] ids) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (id < 0 || id >= vocabulary.size() || vocabulary.text(id) == null) {
        throw TokenizerErrors.idOutside(id, vocabulary.size());
      }
      tokens.add(rules.decodedTexts.getOrDefault(id, vocabulary.text(id)));
    }
    return String.join("", rules.decoder.decode(tokens));
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public OptionalInt id(String token) {
    int id = vocabulary.id(token);
    return id == Vocabulary.ABSENT ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public OptionalInt beginOfSequence() {
    return ends.begin();
  }

  @Override
  public OptionalInt endOfSequence() {
    return ends.end();
  }
}
