package dev.assay.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Wheels of Python packages, fetched by the user's own pip with its settings. */
final class PackageDownload {
  private static final long MINUTES = 30;

  private final String python;

  PackageDownload(String python) {
    this.python = python;
  }

  /**
   * @param folder that is empty
   * @throws IOException that says why pip did not fetch it
   */
  Path wheel(String requirement, Path folder) throws IOException {
    Path log = folder.resolve("pip.log");
    int exitCode = exitCode(requirement, folder, log);
    if (exitCode != 0) {
      List<String> said =
          Files.readString(log, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      String last = said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
      throw new IOException(
          python + " -m pip download ended with exit code " + exitCode + ": " + last);
    }
    try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "*.whl")) {
      for (Path wheel : wheels) {
        return wheel;
      }
    }
    throw new IOException("pip left no wheel of " + requirement);
  }

  private int exitCode(String requirement, Path folder, Path log) throws IOException {
    Process pip;
    try {
      pip =
          new ProcessBuilder(
                  python,
                  "-m",
                  "pip",
                  "download",
                  "--disable-pip-version-check",
                  "--no-input",
                  "--no-deps",
                  "--only-binary",
                  ":all:",
                  "--dest",
                  folder.toString(),
                  requirement)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException("no Python at '" + python + "' (--python names another)", e);
    }
    try {
      if (!pip.waitFor(MINUTES, TimeUnit.MINUTES)) {
        pip.destroy();
        throw new IOException("pip took more than " + MINUTES + " minutes");
      }
      return pip.exitValue();
    } catch (InterruptedException e) {
      pip.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
