package dev.assay.cli.compare;

import java.nio.file.Path;

/** How a page calls two models: by the names of their folders where these differ, else in full. */
public record ModelNames(String candidate, String baseline) {
  public static ModelNames of(Path candidate, Path baseline) {
    ModelNames names = new ModelNames(name(candidate), name(baseline));
    return names.candidate.equals(names.baseline)
        ? new ModelNames(candidate.toString(), baseline.toString())
        : names;
  }

  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }
}
