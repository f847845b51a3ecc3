package dev.assay.core.replica;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.family.Family;
import dev.assay.core.family.TextRules.Begin;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.tokenizer.ChatTemplateSource;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a Hugging Face model folder, or a GGUF file, without its weights. The
 * configuration and the weights' headers are read at once, everything else when it is first asked
 * for, and of the files as they were then: one that is swapped meanwhile is an error. Safe for use
 * by many threads.
 */
public final class ModelFolder {
  /** What ends a turn of Gemma's models, whose files may not say so. */
  private static final String END_OF_TURN = "<end_of_turn>";

  private final Path path;
  private final FolderState state;
  private final Checkpoint checkpoint;

  /** Of a GGUF file, whose header is long. */
  private final boolean tokenized;

  private Tokenizer tokenizer;
  private Set<Integer> ends;
  private String fingerprint;
  private String tokenizerFingerprint;

  private ModelFolder(Path path, FolderState state, Checkpoint checkpoint) {
    this.path = path;
    this.state = state;
    this.checkpoint = checkpoint;
    this.tokenized = Files.isRegularFile(path) && Tokenizers.isIn(path);
  }

  /**
   * Reads config.json and the headers of the weights.
   *
   * @throws AssayException of kind MODEL where the folder is missing, broken or not supported
   */
  public static ModelFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    FolderState state = FolderState.of(path);
    return new ModelFolder(path, state, Checkpoint.open(path));
  }

  /** Absolute and without detours. */
  public Path path() {
    return path;
  }

  public ModelConfiguration configuration() {
    return checkpoint.configuration();
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Whether there is a tokenizer: token ids can be asked about without one. */
  public boolean hasTokenizer() {
    return tokenized || Files.isDirectory(path) && Tokenizers.isIn(path);
  }

  /**
   * The folder's tokenizer.
   *
   * @throws AssayException of kind MODEL where the folder has none, or its files are not what they
   *     were when it was opened
   */
  public synchronized Tokenizer tokenizer() {
    if (tokenizer == null) {
      Tokenizer opened = Tokenizers.open(path);
      state.refuseIfChanged(Tokenizers.files(path));
      tokenizer = opened;
    }
    return tokenizer;
  }

  /**
   * How the model was taught to read conversations, where its folder says it.
   *
   * @throws AssayException of kind MODEL where the files are broken, or are not what they were when
   *     the folder was opened
   */
  public Optional<ChatTemplateSource> chatTemplate() {
    Optional<ChatTemplateSource> read = ChatTemplateSource.read(path);
    if (hasTokenizer()) {
      state.refuseIfChanged(Tokenizers.files(path));
    }
    return read;
  }

  /**
   * To be called after the files were read, and by whoever works on while they might be swapped.
   *
   * @throws AssayException of kind MODEL where config.json, a file of weights or of the tokenizer
   *     is not what it was when the folder was opened
   */
  public void refuseIfChanged() {
    state.refuseIfChanged(checkpoint.files());
    if (hasTokenizer()) {
      state.refuseIfChanged(Tokenizers.files(path));
    }
  }

  /**
   * sha256, in hexadecimal, over names and contents of config.json and all weight files. The first
   * call reads them whole.
   */
  public synchronized String fingerprint() {
    if (fingerprint == null) {
      String read = checkpoint.fingerprint();
      state.refuseIfChanged(checkpoint.files());
      fingerprint = read;
    }
    return fingerprint;
  }

  /** sha256, in hexadecimal, over names and contents of the tokenizer's files. */
  public synchronized String tokenizerFingerprint() {
    if (tokenizerFingerprint == null && Tokenizers.files(path).equals(checkpoint.files())) {
      tokenizerFingerprint = fingerprint();
    }
    if (tokenizerFingerprint == null) {
      String read = Tokenizers.fingerprint(path);
      state.refuseIfChanged(Tokenizers.files(path));
      tokenizerFingerprint = read;
    }
    return tokenizerFingerprint;
  }

  /**
   * The id that begins every sequence, by the family's rule; empty where the model takes none.
   * Families that collapse without BOS always take it; for the others the tokenizer decides, see
   * {@link Tokenizer#addsBeginOfSequence}.
   *
   * @param forcedOff no BOS whatever the policy says
   * @throws AssayException of kind MODEL where BOS is wanted and the tokenizer names none
   */
  public OptionalInt beginOfSequence(boolean forcedOff) {
    if (forcedOff
        || family().texts().begin() != Begin.ALWAYS && !tokenizer().addsBeginOfSequence()) {
      return OptionalInt.empty();
    }
    if (tokenizer().beginOfSequence().isEmpty()) {
      throw new AssayException(
          ErrorKind.MODEL,
          "the tokenizer in " + path + " names no BOS token",
          "a " + family() + " model has to read one first",
          "add bos_token to tokenizer_config.json, or force scoring without it");
    }
    return tokenizer().beginOfSequence();
  }

  /**
   * The ids that end a text: all that config.json, generation_config.json and the tokenizer name,
   * and the end of a turn of models that were taught to talk.
   *
   * @throws AssayException of kind MODEL where the folder has no tokenizer, or an id is none of the
   *     vocabulary's
   */
  public synchronized Set<Integer> endOfSequence() {
    if (ends == null) {
      Set<Integer> all = new TreeSet<>(checkpoint.endOfSequence());
      tokenizer().endOfSequence().ifPresent(all::add);
      tokenizer().id(END_OF_TURN).ifPresent(all::add);
      state.refuseIfChanged(Tokenizers.files(path));
      ends = Set.copyOf(all);
    }
    return ends;
  }

  /**
   * Tokens the model reads at most in one request: what is wanted, else what the model states, and
   * no more than its family is evaluated with.
   *
   * @throws AssayException of kind USAGE where more is wanted than the model was made for
   */
  public int evaluationLength(OptionalInt wanted) {
    int most = configuration().maximumPositions();
    if (wanted.isPresent() && (wanted.getAsInt() > most || wanted.getAsInt() < 1)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "max_length is " + wanted.getAsInt(),
          most == Integer.MAX_VALUE
              ? "it is a count of tokens"
              : "the model in " + path + " was made for " + most + " positions",
          most == Integer.MAX_VALUE ? "give 1 or more" : "give 1 to " + most);
    }
    return wanted.orElse(Math.min(family().texts().evaluationLength(), most));
  }

  private Family family() {
    return configuration().family();
  }
}
