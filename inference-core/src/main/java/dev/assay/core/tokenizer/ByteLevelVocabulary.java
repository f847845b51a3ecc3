package dev.assay.core.tokenizer;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A byte-level tokenizer as values, for files that are no tokenizer.json.
 *
 * @param file where it stands, for errors
 * @param entries by id; those of type NORMAL and UNUSED are spelled in GPT-2's alphabet of bytes;
 *     CONTROL, UNKNOWN and USER_DEFINED ones are plain text and cut out of the text as it is
 * @param merges {@code "left right"}, the most urgent first, in GPT-2's alphabet
 */
public record ByteLevelVocabulary(
    Path file,
    List<VocabularyEntry> entries,
    List<String> merges,
    ByteLevelRules rules,
    SequenceEnds ends) {
  public ByteLevelVocabulary {
    entries = List.copyOf(entries);
    merges = List.copyOf(merges);
  }

  Tokenizer tokenizer() {
    VocabularyBuilder builder = new VocabularyBuilder(file, entries.size());
    TokenTrie cut = new TokenTrie();
    BitSet special = new BitSet();
    for (int id = 0; id < entries.size(); id++) {
      VocabularyEntry entry = entries.get(id);
      builder.put(id, entry.text());
      if (entry.type().special() || entry.type() == TokenType.USER_DEFINED) {
        if (entry.text().isEmpty()) {
          throw TokenizerErrors.broken(file, "token " + id + ", " + entry.type() + ", is empty");
        }
        cut.add(entry.text(), id);
        special.set(id, entry.type().special());
      }
    }
    Vocabulary vocabulary = builder.build();
    MergesReader pairs = new MergesReader(file, vocabulary, null);
    merges.forEach(pairs::read);
    Normalizer normalizer =
        rules.composes() ? new Normalizer.Composed() : new Normalizer.Sequence(List.of());
    BytePairTokenizer.TextRules text =
        new BytePairTokenizer.TextRules(
            cut,
            normalizer,
            new TokenTrie(),
            new PreTokenizer.Bytes(rules.split()),
            new Decoder.ByteLevel(),
            Map.of(),
            special);
    BytePairSymbols symbols = new BytePairSymbols(vocabulary, null, Vocabulary.ABSENT, false);
    Bigrams bigrams = ByteAlphabet.isIn(vocabulary) ? pairs.bigrams() : null;
    return new BytePairTokenizer(
        vocabulary,
        vocabulary,
        text,
        new TextEncoder(symbols, pairs.table(), bigrams),
        rules.takesWholePieces()
            ? BytePairTokenizer.WholeWords.TAKEN_AT_ONCE
            : BytePairTokenizer.WholeWords.MERGED,
        ends);
  }
}
