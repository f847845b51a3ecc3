package dev.assay.core.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The algorithm of tokenizer.json: added tokens are cut out of the text, and each stretch between
 * them is normalised and merged by the file's table of id pairs.
 */
final class BytePairTokenizer extends VocabularyTokenizer {
  /**
   * How text is prepared and tokens are put together again.
   *
   * @param addedTokens found in the text as it is
   * @param normalizedTokens found in stretches after normalisation
   * @param decodedTexts texts of ids for the decoder, where not the vocabulary's
   * @param special ids that may be left out of decoded texts
   */
  record TextRules(
      TokenTrie addedTokens,
      Normalizer normalizer,
      TokenTrie normalizedTokens,
      PreTokenizer preTokenizer,
      Decoder decoder,
      Map<Integer, String> decodedTexts,
      BitSet special) {}

  /** Whether a whole word that is an entry is taken at once. */
  enum WholeWords {
    MERGED,
    TAKEN_AT_ONCE
  }

  private final Vocabulary words;
  private final TextRules rules;
  private final TextEncoder encoder;
  private final WholeWords wholeWords;

  /**
   * @param vocabulary every entry
   * @param words the entries that a word can be without merging
   */
  BytePairTokenizer(
      Vocabulary vocabulary,
      Vocabulary words,
      TextRules rules,
      TextEncoder encoder,
      WholeWords wholeWords,
      SequenceEnds ends) {
    super(vocabulary, ends);
    this.words = words;
    this.rules = rules;
    this.encoder = encoder;
    this.wholeWords = wholeWords;
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
    if (!stretch.isEmpty()) {
      rules.preTokenizer.divide(
          stretch, beginsText, (text, start, end) -> encodeWord(text, start, end, ids));
    }
  }

  private void encodeWord(String text, int start, int end, IdBuffer ids) {
    if (wholeWords == WholeWords.TAKEN_AT_ONCE) {
      int id = words.id(text.substring(start, end));
      if (id != Vocabulary.ABSENT) {
        ids.add(id);
        return;
      }
    }
    encoder.encode(text, start, end, ids);
  }

  @Override
  public String decode(int[] ids, SpecialTokens special) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (id < 0 || id >= vocabulary.size() || vocabulary.text(id) == null) {
        throw TokenizerErrors.idOutside(id, vocabulary.size());
      }
      if (special == SpecialTokens.SKIPPED && rules.special.get(id)) {
        continue;
      }
      tokens.add(rules.decodedTexts.getOrDefault(id, vocabulary.text(id)));
    }
    return String.join("", rules.decoder.decode(tokens));
  }
}
