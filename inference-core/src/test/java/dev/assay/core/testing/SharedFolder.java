package dev.assay.core.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of reference data and goldens, which a fresh clone does not have. */
public final class SharedFolder {
  private SharedFolder() {}

  /**
   * A file or folder below the shared folder ({@code assay.shared}). Where it is absent the test is
   * skipped, or fails if {@code assay.shared.required} is {@code true}.
   */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("assay.shared", "../../shared")).resolve(relative);
    if (!Files.exists(path)) {
      String message = "needs shared/" + relative + ", which is not at " + path;
      if (Boolean.getBoolean("assay.shared.required")) {
        throw new AssertionError(message);
      }
      abort(message);
    }
    return path;
  }
}
