package dev.assay.core.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SentencePiece {@code .model} file holds, as far as encoding and decoding need it. Absent
 * fields have the defaults of sentencepiece_model.proto.
 *
 * @param cutsTokens whether pieces that are no text of their own are cut out of the raw text and
 *     written when decoded, as llama.cpp does; SentencePiece finds only user-defined ones, in
 *     normalised text, and writes no control pieces
 */
record SentencePieceModel(
    List<VocabularyEntry> pieces, Trainer trainer, Spaces spaces, boolean cutsTokens) {
  private static final int TYPE_BPE = 2;

  /** Finding the halves of a piece takes time quadratic in its length. */
  private static final int LONGEST_PIECE = 1024;

  /** From {@code trainer_spec}; ids below 0 mean that there is no such piece. */
  record Trainer(
      int modelType,
      boolean whitespaceAsSuffix,
      boolean byteFallback,
      int beginOfSequence,
      int endOfSequence,
      String unknownSurface) {}

  /** From {@code normalizer_spec}. */
  record Spaces(boolean addDummyPrefix, boolean removeExtra, boolean escape) {}

  /**
   * @throws dev.assay.core.error.AssayException if the file is broken, not BPE, or normalises text
   */
  static SentencePieceModel read(Path file) {
    byte[] content = Tokenizers.content(file);
    List<VocabularyEntry> pieces = new ArrayList<>();
    Trainer trainer = trainer(new ProtobufReader(file, new byte[0]));
    Spaces spaces = new Spaces(true, true, true);
    ProtobufReader reader = new ProtobufReader(file, content);
    for (int field; (field = reader.nextField()) != 0; ) {
      switch (field) {
        case 1 -> pieces.add(piece(file, reader.readMessage(), pieces.size()));
        case 2 -> trainer = trainer(reader.readMessage());
        case 3 -> spaces = spaces(file, reader.readMessage());
        case 5 -> refuseDenormalizer(file, reader.readMessage());
        default -> reader.skip();
      }
    }
    if (pieces.isEmpty()) {
      throw TokenizerErrors.broken(file, "it holds no pieces (" + content.length + " bytes)");
    }
    if (trainer.modelType != TYPE_BPE) {
      throw TokenizerErrors.unsupported(
          file, "SentencePiece model type " + typeName(trainer.modelType), "BPE");
    }
    if (trainer.whitespaceAsSuffix) {
      throw TokenizerErrors.unsupported(
          file, "treat_whitespace_as_suffix", "white space as the prefix of words");
    }
    return new SentencePieceModel(List.copyOf(pieces), trainer, spaces, false);
  }

  /**
   * A model of pieces alone, which falls back to bytes where it has any, and removes no spaces.
   *
   * @throws dev.assay.core.error.AssayException if a piece is empty, too long, or has no score
   */
  static SentencePieceModel of(Path file, List<VocabularyEntry> pieces, boolean addDummyPrefix) {
    for (int id = 0; id < pieces.size(); id++) {
      checked(file, id, pieces.get(id));
    }
    boolean bytes = pieces.stream().anyMatch(piece -> piece.type() == TokenType.BYTE);
    return new SentencePieceModel(
        SpaceRuns.merged(pieces),
        new Trainer(TYPE_BPE, false, bytes, -1, -1, ""),
        new Spaces(addDummyPrefix, false, true),
        true);
  }

  private static VocabularyEntry piece(Path file, ProtobufReader reader, int id) {
    String text = "";
    float score = 0;
    int type = 1;
    for (int field; (field = reader.nextField()) != 0; ) {
      switch (field) {
        case 1 -> text = reader.readText();
        case 2 -> score = reader.readFloat();
        case 3 -> type = reader.readInt();
        default -> reader.skip();
      }
    }
    int number = type;
    TokenType known =
        TokenType.numbered(type)
            .orElseThrow(
                () ->
                    TokenizerErrors.broken(
                        file, "piece " + id + " has the unknown type " + number));
    return checked(file, id, new VocabularyEntry(text, score, known));
  }

  /** Refuses pieces that no algorithm here can work with. */
  private static VocabularyEntry checked(Path file, int id, VocabularyEntry piece) {
    int length = piece.text().length();
    if (length == 0 || length > LONGEST_PIECE || Float.isNaN(piece.score())) {
      throw TokenizerErrors.broken(
          file,
          "piece "
              + id
              + " has "
              + length
              + " chars (1 to "
              + LONGEST_PIECE
              + " are read) and score "
              + piece.score());
    }
    return piece;
  }

  private static Trainer trainer(ProtobufReader reader) {
    int modelType = 1;
    boolean suffix = false;
    boolean byteFallback = false;
    int begin = 1;
    int end = 2;
    String surface = " \u2047 ";
    for (int field; (field = reader.nextField()) != 0; ) {
      switch (field) {
        case 3 -> modelType = reader.readInt();
        case 24 -> suffix = reader.readBoolean();
        case 35 -> byteFallback = reader.readBoolean();
        case 41 -> begin = reader.readInt();
        case 42 -> end = reader.readInt();
        case 44 -> surface = reader.readText();
        default -> reader.skip();
      }
    }
    return new Trainer(modelType, suffix, byteFallback, begin, end, surface);
  }

  private static Spaces spaces(Path file, ProtobufReader reader) {
    boolean prefix = true;
    boolean remove = true;
    boolean escape = true;
    String name = "";
    int rules = 0;
    for (int field; (field = reader.nextField()) != 0; ) {
      switch (field) {
        case 1 -> name = reader.readText();
        case 2 -> rules = reader.skip();
        case 3 -> prefix = reader.readBoolean();
        case 4 -> remove = reader.readBoolean();
        case 5 -> escape = reader.readBoolean();
        default -> reader.skip();
      }
    }
    if (rules > 0) {
      throw TokenizerErrors.unsupported(
          file, "normalizer '" + name + "' (" + rules + " bytes of rules)", "identity");
    }
    return new Spaces(prefix, remove, escape);
  }

  private static void refuseDenormalizer(Path file, ProtobufReader reader) {
    for (int field; (field = reader.nextField()) != 0; ) {
      if (reader.skip() > 0 && field == 2) {
        throw TokenizerErrors.unsupported(file, "a denormalizer", "none");
      }
    }
  }

  private static String typeName(int type) {
    return switch (type) {
      case 1 -> "UNIGRAM";
      case 3 -> "WORD";
      case 4 -> "CHAR";
      default -> String.valueOf(type);
    };
  }
}
