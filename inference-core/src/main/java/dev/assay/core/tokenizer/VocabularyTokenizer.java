package dev.assay.core.tokenizer;

import java.util.OptionalInt;

/** What every tokenizer answers from its vocabulary and from where its sequences begin and end. */
abstract class VocabularyTokenizer implements Tokenizer {
  final Vocabulary vocabulary;
  private final SequenceEnds ends;

  VocabularyTokenizer(Vocabulary vocabulary, SequenceEnds ends) {
    this.vocabulary = vocabulary;
    this.ends = ends;
  }

  VocabularyTokenizer(VocabularyTokenizer other) {
    this(other.vocabulary, other.ends);
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
  public boolean addsBeginOfSequence() {
    return ends.addsBegin();
  }

  @Override
  public OptionalInt endOfSequence() {
    return ends.end();
  }
}
