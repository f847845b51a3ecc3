package dev.assay.spark;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.encoding.EncodingPolicy;
import dev.assay.model.ModelConfiguration;
import dev.assay.tokenizer.Tokenizer;
import dev.assay.tokenizer.TokenizerConfiguration;
import dev.assay.tokenizer.Tokenizers;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What the driver knows of a model: everything but its weights. */
record ModelFacts(
    Path folder,
    ModelConfiguration configuration,
    String fingerprint,
    Tokenizer tokenizer,
    String tokenizerFingerprint) {

  /** Gemma and RecurrentGemma are evaluated at this length, as far as they state no smaller one. */
  private static final int GEMMA_LENGTH = 8192;

  static ModelFacts read(Path folder) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    return new ModelFacts(
        folder.toAbsolutePath().normalize(),
        checkpoint.configuration(),
        checkpoint.fingerprint(),
        Tokenizers.open(folder),
        Tokenizers.fingerprint(folder));
  }

  EncodingPolicy encoding(EvaluateSettings settings) {
    return new EncodingPolicy(
        begin(settings.withoutBegin()), settings.truncation(), length(settings.maxLength()));
  }

  private boolean isGemma() {
    return configuration.family().equals("gemma")
        || configuration.family().equals("recurrent_gemma");
  }

  /**
   * Gemma and RecurrentGemma collapse without BOS: they are not scored without it unless forced.
   */
  private OptionalInt begin(boolean without) {
    boolean wanted = isGemma() || addsBegin();
    if (without || !wanted) {
      return OptionalInt.empty();
    }
    if (tokenizer.beginOfSequence().isEmpty()) {
      throw new AssayException(
          ErrorKind.MODEL,
          "the tokenizer in " + folder + " names no BOS token",
          "a " + configuration.family() + " model has to read one first",
          "add bos_token to tokenizer_config.json, or force scoring without it");
    }
    return tokenizer.beginOfSequence();
  }

  /**
   * What tokenizer_config.json says; families of Llama's kind begin texts where it says nothing.
   */
  private boolean addsBegin() {
    return TokenizerConfiguration.read(folder).addsBeginOfSequence().orElse(true);
  }

  private int length(OptionalInt wanted) {
    int most = configuration.maximumPositions();
    if (wanted.isPresent() && wanted.getAsInt() > most) {
      throw new AssayException(
          ErrorKind.USAGE,
          "max_length is " + wanted.getAsInt(),
          "the model in " + folder + " was made for " + most + " positions",
          "give at most " + most);
    }
    return wanted.orElse(isGemma() ? Math.min(GEMMA_LENGTH, most) : most);
  }
}
