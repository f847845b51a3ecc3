package dev.assay.core.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ids that begin and end sequences, where there are any.
 *
 * @param addsBegin whether {@code begin} stands before every text
 */
public record SequenceEnds(OptionalInt begin, OptionalInt end, boolean addsBegin) {
  private static final List<String> BEGIN = List.of("<bos>", "<s>");
  private static final List<String> END = List.of("<eos>", "</s>");

  /**
   * What the configuration names, else what is usual and in the vocabulary, else {@code otherwise}.
   *
   * @param guesses whether what is usual counts
   * @throws dev.assay.core.error.AssayException if the configuration names a token that is not
   *     there
   */
  static SequenceEnds of(
      Path file,
      Vocabulary vocabulary,
      TokenizerConfiguration named,
      SequenceEnds otherwise,
      boolean guesses) {
    return new SequenceEnds(
        choose(
            file,
            vocabulary,
            named.beginOfSequence(),
            guesses ? BEGIN : List.of(),
            otherwise.begin),
        choose(file, vocabulary, named.endOfSequence(), guesses ? END : List.of(), otherwise.end),
        named.addsBeginOfSequence().orElse(otherwise.addsBegin));
  }

  private static OptionalInt choose(
      Path file,
      Vocabulary vocabulary,
      Optional<String> named,
      List<String> usual,
      OptionalInt otherwise) {
    for (String token : named.map(List::of).orElse(usual)) {
      int id = vocabulary.id(token);
      if (id != Vocabulary.ABSENT) {
        return OptionalInt.of(id);
      }
    }
    if (named.isPresent()) {
      throw TokenizerErrors.broken(
          file,
          TokenizerConfiguration.FILE_NAME
              + " names the token '"
              + named.get()
              + "', which the vocabulary does not have");
    }
    return otherwise;
  }
}
