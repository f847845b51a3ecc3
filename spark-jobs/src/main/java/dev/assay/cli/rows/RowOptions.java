package dev.assay.cli.rows;

import dev.assay.core.error.FailureBudget;
import dev.assay.rows.RowFiles;
import dev.assay.rows.RowSummary;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Where rows come from and go to, and how many may fail. */
final class RowOptions {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "JSON Lines; - is standard input.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "JSON Lines; - is standard output. A file must not exist yet.")
  private String output;

  @Option(
      names = "--max_failed",
      description =
          "Rows that may fail: a count, or a share below 1 (default: ${DEFAULT-VALUE}). All rows"
              + " are written whatever fails.",
      defaultValue = "0")
  private double maxFailed;

  /** The work of a command. */
  interface RowCommand {
    RowSummary run(RowFiles files);
  }

  /** Runs a command, tells what became of the rows, and fails where too many did. */
  int run(RowCommand command, PrintWriter terminal) {
    FailureBudget budget = new FailureBudget(maxFailed);
    RowSummary summary = command.run(new RowFiles(input, output));
    terminal.println("assay: " + summary);
    summary.check(budget);
    return 0;
  }
}
