package dev.assay.cli.options;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.tables.RunFolder;

/** How commands are told a run: OUTPUT/ID, or its id beside {@code --output}. */
public final class RunArgument {
  private RunArgument() {}

  /**
   * @param output of {@code --output}; null where it is not given
   */
  public static RunFolder folder(String argument, String output) {
    String run = argument.replaceFirst("(?<=.)/+$", "");
    int slash = run.lastIndexOf('/');
    if (slash >= 0 && output == null) {
      return new RunFolder(run.substring(0, slash), run.substring(slash + 1));
    }
    if (output == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no folder of tables is given",
          "RUN is '" + run + "', an id alone",
          "give --output DIR, or DIR/" + run);
    }
    return new RunFolder(output, run);
  }
}
