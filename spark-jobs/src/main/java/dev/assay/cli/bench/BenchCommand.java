package dev.assay.cli.bench;

import dev.assay.bench.Bench;
import dev.assay.bench.BenchReport;
import dev.assay.cli.options.NewFile;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.spark.internal.tables.AssayVersion;
import java.nio.file.Path;
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
      "Loading, first requests, reading prompts, generating, logits, memory; no tokenizer and no"
          + " long text is needed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write every figure as JSON. The file must not exist yet.")
  private Path output;

  @Option(
      names = "--parquet",
      paramLabel = "FILE",
      description = "Write a table with a row per figure. The file must not exist yet.")
  private Path parquet;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with plots and tables. The file must not exist yet.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    NewFile.check(output);
    NewFile.check(parquet);
    NewFile.check(html);
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
      NewFile.write(output, report.json());
      if (parquet != null) {
        BenchParquet.write(parquet, report);
      }
      NewFile.write(html, new BenchPage(report).html());
    }
    return 0;
  }
}
