package dev.assay.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.FolderVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay data verify}. */
@Command(
    name = "verify",
    description = {
      "Says which data sets a folder holds, and whether they are right.",
      "Every file is read, whatever its name and form: JSON Lines, JSON, CSV, TSV, text, Parquet,"
          + " Arrow, any of them gzip-compressed. A split is recognised by its rows; one that"
          + " differs is named with the rows or columns that do. Exit code 5 where something is"
          + " wrong."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DataVerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Only these data sets (default: all).")
  private List<String> names = List.of();

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder.")
  private Path folder;

  @Option(names = "--files", description = "List every split and file.")
  private boolean files;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    DatasetRegistry registry = DatasetRegistry.standard().only(names);
    FolderVerification verification = verification(registry);
    VerificationReport report = new VerificationReport(verification, names.isEmpty());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? report.json() : report.text(files));
    out.flush();
    return verification.wrong().isEmpty() ? 0 : ErrorKind.DATA.exitCode();
  }

  private FolderVerification verification(DatasetRegistry registry) {
    if (!Files.isDirectory(folder)) {
      throw new AssayException(
          ErrorKind.DATA,
          folder + " cannot be verified",
          Files.exists(folder) ? "it is no folder" : "it does not exist",
          "give --data the folder that holds the data sets");
    }
    try {
      return FolderVerification.of(folder, registry, DatasetForms.all());
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          folder + " cannot be verified",
          e.getMessage(),
          "make the file readable, or move it away",
          e);
    }
  }
}
