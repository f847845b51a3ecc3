package dev.assay.cli.data;

import dev.assay.datasets.DatasetForms;
import dev.assay.eval.registry.ManifestPins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay data pin}. */
@Command(
    name = "pin",
    description =
        "Prints a manifest with the row counts and digests of what folders hold. Which split a file"
            + " holds is told by its name; files of one split have to hold the same.",
    mixinStandardHelpOptions = true)
final class DataPinCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MANIFEST", description = "datasets/registry/NAME.yaml")
  private Path manifest;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "DIR", description = "Folders of data.")
  private List<Path> folders;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String name = manifest.getFileName().toString();
    String text = Files.readString(manifest);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ManifestPins.pinned(name, text, folders, DatasetForms.all()));
    out.flush();
    return 0;
  }
}
