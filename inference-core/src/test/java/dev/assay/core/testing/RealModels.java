package dev.assay.core.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of real models, as {@code assay model fetch} leaves them in a folder. */
public final class RealModels {
  private RealModels() {}

  /**
   * A model's file in the folder that {@code -Dassay.models} or, for want of it, the environment's
   * {@code ASSAY_MODELS} names. Where there is none the test is skipped.
   */
  public static Path file(String name) {
    String folder = System.getProperty("assay.models", System.getenv("ASSAY_MODELS"));
    if (folder == null) {
      abort("needs " + name + " in a folder that -Dassay.models names");
    }
    Path file = Path.of(folder, name);
    if (!Files.exists(file)) {
      abort("needs " + name + ", which is not at " + file);
    }
    return file;
  }
}
