package dev.assay.core.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** SentencePiece's BPE: merges whatever concatenation is a piece, the highest score first. */
final class SentencePieceTokenizer extends VocabularyTokenizer {
  private final PieceText text;
  private final TokenTrie cut;
  private final TokenTrie special;
  private final TokenTrie userDefined;
  private final PieceSymbols symbols;
  private final MergeTable merges;
  private final TextEncoder encoder;

  /** By id; null where no piece that merges can make is unused. */
  private final boolean[] unused;

  private SentencePieceTokenizer(
      SentencePieceModel model, PieceVocabulary pieces, SequenceEnds ends) {
    super(pieces.all(), ends);
    this.cut = pieces.cut();
    this.special = pieces.special();
    this.userDefined = pieces.userDefined();
    this.text = new PieceText(model, userDefined);
    this.symbols =
        new PieceSymbols(pieces.mergeable(), pieces.reserved(), pieces.bytes(), pieces.unknown());
    PieceMerges pairs = PieceMerges.of(model, symbols);
    this.merges = pairs.table();
    this.encoder =
        new TextEncoder(symbols, merges, pieces.bytes() == null ? null : pairs.bigrams());
    this.unused = pieces.unused();
  }

  private SentencePieceTokenizer(SentencePieceTokenizer other, TokenTrie cut) {
    super(other);
    this.cut = cut;
    this.special = other.special;
    this.userDefined = other.userDefined;
    this.text = other.text;
    this.symbols = other.symbols;
    this.merges = other.merges;
    this.encoder = other.encoder;
    this.unused = other.unused;
  }

  static Tokenizer read(Path file, TokenizerConfiguration configuration) {
    SentencePieceModel model = SentencePieceModel.read(file);
    PieceVocabulary pieces = PieceVocabulary.of(file, model);
    SequenceEnds trained =
        new SequenceEnds(
            piece(model.trainer().beginOfSequence(), pieces.all()),
            piece(model.trainer().endOfSequence(), pieces.all()),
            true);
    return new SentencePieceTokenizer(
        model, pieces, SequenceEnds.of(file, pieces.all(), configuration, trained, true));
  }

  /** See {@link Tokenizers#sentencePiece}. */
  static Tokenizer of(
      Path file, List<VocabularyEntry> entries, boolean addSpacePrefix, SequenceEnds ends) {
    SentencePieceModel model = SentencePieceModel.of(file, entries, addSpacePrefix);
    return new SentencePieceTokenizer(model, PieceVocabulary.of(file, model), ends);
  }

  private static OptionalInt piece(int id, Vocabulary vocabulary) {
    return id >= 0 && id < vocabulary.size() ? OptionalInt.of(id) : OptionalInt.empty();
  }

  @Override
  public int[] encode(String raw) {
    String wellFormed = WellFormedText.of(raw);
    IdBuffer ids = new IdBuffer(wellFormed.length() / 3);
    int from = 0;
    TokenTrie.Match match;
    while ((match = cut.find(wellFormed, from)) != null) {
      encodeStretch(wellFormed.substring(from, match.start()), ids);
      ids.add(match.id());
      from = match.end();
    }
    encodeStretch(wellFormed.substring(from), ids);
    return ids.toArray();
  }

  @Override
  public Tokenizer parsingSpecialTokens() {
    return cut.isEmpty() ? new SentencePieceTokenizer(this, special) : this;
  }

  /** A space may be put before every stretch, as each begins the text or comes after a token. */
  private void encodeStretch(String stretch, IdBuffer ids) {
    String normalized = text.normalize(stretch);
    if (unused != null) {
      encodeAtOnce(normalized, ids);
      return;
    }
    int from = 0;
    TokenTrie.Match match;
    while ((match = userDefined.find(normalized, from)) != null) {
      encoder.encode(normalized, from, match.start(), ids);
      ids.add(match.id());
      from = match.end();
    }
    encoder.encode(normalized, from, normalized.length(), ids);
  }

  /** User-defined pieces stand as negative symbols, which no pair of the merge table contains. */
  private void encodeAtOnce(String normalized, IdBuffer ids) {
    IdBuffer parts = new IdBuffer(normalized.length());
    int from = 0;
    TokenTrie.Match match;
    while ((match = userDefined.find(normalized, from)) != null) {
      symbols.split(normalized, from, match.start(), parts);
      parts.add(~match.id());
      from = match.end();
    }
    symbols.split(normalized, from, normalized.length(), parts);

    UnusedPieces divided = new UnusedPieces(unused);
    int left = PairMerging.merge(parts.array(), parts.size(), merges, divided);
    IdBuffer symbolsLeft = new IdBuffer(left);
    for (int i = 0; i < left; i++) {
      int symbol = parts.array()[i];
      divided.divide(symbol < 0 ? ~symbol : symbol, symbolsLeft);
    }
    symbols.ids(symbolsLeft.array(), symbolsLeft.size(), ids);
  }

  @Override
  public String decode(int[] ids, SpecialTokens special) {
    for (int id : ids) {
      if (id < 0 || id >= vocabulary.size()) {
        throw TokenizerErrors.idOutside(id, vocabulary.size());
      }
    }
    return text.decode(ids, special);
  }
}
