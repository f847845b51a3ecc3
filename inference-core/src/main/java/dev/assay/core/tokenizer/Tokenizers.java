package dev.assay.core.tokenizer;

import dev.assay.core.digest.Sha256;
import dev.assay.core.gguf.GgufFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Opens tokenizers from their files. */
public final class Tokenizers {
  private static final String JSON = "tokenizer.json";
  private static final String MODEL = "tokenizer.model";
  private static final String GENERATION = "generation_config.json";
  private static final List<String> FILES = List.of(JSON, MODEL);

  private Tokenizers() {}

  /**
   * Opens a tokenizer.json (a file named {@code *.json}), that of a GGUF file, a SentencePiece
   * model (any other file), or the tokenizer.json, else tokenizer.model, of a folder.
   * tokenizer_config.json beside it names the tokens that begin and end sequences; without it they
   * are the vocabulary's {@code <bos>} or {@code <s>} and {@code <eos>} or {@code </s>}, else those
   * of the SentencePiece model.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL if the file is missing, broken, or
   *     asks for something that is not supported; what, and what is supported instead, is named
   */
  public static Tokenizer open(Path fileOrFolder) {
    Path file = locate(fileOrFolder);
    if (GgufFile.isOne(file)) {
      return GgufTokenizer.read(file);
    }
    TokenizerConfiguration configuration = TokenizerConfiguration.read(folder(file));
    return isJson(file)
        ? TokenizerJsonReader.read(file, configuration)
        : SentencePieceTokenizer.read(file, configuration);
  }

  /**
   * A byte-level tokenizer from its parts, e.g. those of a GGUF file of the model {@code gpt2}.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL if an entry comes twice, a merge is
   *     not two entries that make a third, or a token to be cut out is empty
   */
  public static Tokenizer byteLevel(ByteLevelVocabulary vocabulary) {
    return vocabulary.tokenizer();
  }

  /**
   * SentencePiece's BPE by scores from its parts, e.g. those of a GGUF file of the model {@code
   * llama}. CONTROL, UNKNOWN and USER_DEFINED entries are cut out of the text as it is, so they are
   * spelled with spaces, all others with U+2581 in place of each; USER_DEFINED runs of spaces are
   * merged, as in the tokenizer.json of such models, and not cut out. Where there are BYTE entries
   * all 256 must be there, and a code point that is no entry becomes its bytes.
   *
   * @param file where it stands, for errors
   * @param entries by id
   * @param addSpacePrefix whether a space is put before the text and after each token cut out of it
   * @throws dev.assay.core.error.AssayException of kind MODEL if an entry comes twice, is empty or
   *     longer than 1,024 chars, has no score, or bytes are missing
   */
  public static Tokenizer sentencePiece(
      Path file, List<VocabularyEntry> entries, boolean addSpacePrefix, SequenceEnds ends) {
    return SentencePieceTokenizer.of(file, entries, addSpacePrefix, ends);
  }

  /** Whether a folder or a GGUF file has a tokenizer, sound or not. */
  public static boolean isIn(Path folder) {
    if (GgufFile.isOne(folder)) {
      return GgufTokenizer.isIn(folder);
    }
    return FILES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /**
   * The files {@link #open} uses, and beside them the chat template and what ends generated texts.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where there are none
   */
  public static List<Path> files(Path fileOrFolder) {
    Path file = locate(fileOrFolder);
    List<Path> files = new ArrayList<>(List.of(file));
    if (GgufFile.isOne(file)) {
      return files;
    }
    Stream.of(TokenizerConfiguration.FILE_NAME, ChatTemplateSource.FILE_NAME, GENERATION)
        .map(folder(file)::resolve)
        .filter(Files::exists)
        .forEach(files::add);
    return files;
  }

  /** SHA-256, in hexadecimal, over the names and contents of {@link #files}. */
  public static String fingerprint(Path fileOrFolder) {
    try {
      return Sha256.of(files(fileOrFolder));
    } catch (IOException e) {
      throw TokenizerErrors.unreadable(fileOrFolder, e);
    }
  }

  static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw TokenizerErrors.unreadable(file, e);
    }
  }

  private static Path locate(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      if (Files.exists(fileOrFolder)) {
        return fileOrFolder;
      }
      throw TokenizerErrors.missing(fileOrFolder, "there is no such file or folder");
    }
    for (String name : FILES) {
      if (Files.exists(fileOrFolder.resolve(name))) {
        return fileOrFolder.resolve(name);
      }
    }
    throw TokenizerErrors.missing(
        fileOrFolder, "the folder holds neither " + JSON + " nor " + MODEL);
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  private static boolean isJson(Path file) {
    return file.getFileName().toString().endsWith(".json");
  }
}
