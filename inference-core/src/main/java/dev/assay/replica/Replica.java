package dev.assay.replica;

import dev.assay.engine.Engine;
import dev.assay.engine.EngineSettings;
import dev.assay.model.ModelConfiguration;
import dev.assay.tokenizer.Tokenizer;
import java.nio.file.Path;

/** A loaded model folder, ready to score: weights in memory, engine started, tokenizer open. */
public interface Replica extends AutoCloseable {

  ModelConfiguration configuration();

  Tokenizer tokenizer();

  Engine engine();

  /** Name of the kernels that compute, e.g. {@code vector512}. */
  String kernels();

  @Override
  void close();

  /**
   * Loads a Hugging Face model folder.
   *
   * @param kernels {@code auto}, {@code plain}, {@code vector128}, {@code vector256}, {@code
   *     vector512}
   * @throws dev.assay.error.AssayException of kind MODEL where the folder is missing or broken
   */
  static Replica load(Path folder, String kernels, EngineSettings settings) {
    throw new UnsupportedOperationException("not assembled yet");
  }
}
