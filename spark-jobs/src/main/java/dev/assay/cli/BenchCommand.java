package dev.assay.cli;

import dev.assay.bench.Bench;
import dev.assay.bench.BenchReport;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.spark.AssayVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench}. */
@Command(
    name = "bench",
    description = {
      "Measures how fast models run on this machine, without Spark, and what share of the machine's"
          + " ceilings that is.",
      "Reading prompts, generating, logits; no tokenizer and no long text is needed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write every figure as JSON. The file must not exist yet.")
  private Path output;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with plots and tables. The file must not exist yet.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    refuse(output);
    refuse(html);
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      progress.eraseModuleWarning();
      BenchReport report =
          new Bench(options.settings(), progress::show)
              .run(options.sources(), AssayVersion.current());
      progress.clear();
      spec.commandLine()
          .getOut()
          .print(new BenchTables(TerminalStyle.ofStandardOutput(), report).page());
      spec.commandLine().getOut().flush();
      write(output, report.json());
      write(html, new BenchPage(report).html());
    }
    return 0;
  }

  /** Before anything is measured. */
  private static void refuse(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file)) {
      throw new AssayException(
          ErrorKind.OUTPUT, file + " exists", "nothing is overwritten", "give another name");
    }
    if (!Files.isDirectory(folder)) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "cannot write " + file,
          "there is no folder " + folder,
          "make it, or give another name");
    }
  }

  private static void write(Path file, String text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "cannot write " + file,
          e.toString(),
          "the figures are on standard output",
          e);
    }
  }
}
