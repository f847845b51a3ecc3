package dev.assay.cli.report;

import dev.assay.cli.options.NewFile;
import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.runreport.ItemRule;
import dev.assay.eval.runreport.ReportedRun;
import dev.assay.eval.runreport.RunPage;
import dev.assay.eval.runreport.RunReport;
import dev.assay.eval.runreport.RunReportJson;
import dev.assay.eval.runreport.RunReports;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay report}. */
@Command(
    name = "report",
    description = {
      "Writes a page of one run, or of several side by side, from their tables alone: scores with"
          + " intervals, parts, items to look at, tokens saved, speed, and what was not measured.",
      "Of several, the others are held against --baseline item by item (default: the last RUN)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Ids of complete runs, or OUTPUT/ID.")
  private List<String> runs;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description = "The run that the others are held against; it has a column, too.")
  private String baseline;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables, where RUN does not name it.")
  private String output;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the page; it opens without a network. The file must not exist yet.")
  private Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every figure, as docs/run-report.schema.json describes them.")
  private Path json;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Items to look at, at most, for each run and reason (${DEFAULT-VALUE}).")
  private int items = StoredReports.MOST_ITEMS;

  @Option(
      names = "--show_prompts",
      description =
          "Prompts (of runs evaluated with --write_prompts) and what models wrote stand there, too;"
              + " they may be harmful or private.")
  private boolean showPrompts;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    List<RunFolder> folders = folders();
    int against =
        baseline == null
            ? folders.size() - 1
            : folders.indexOf(RunArgument.folder(baseline, output));
    try (LazySession spark =
        sparkOptions.session("assay report", Map.of("spark.ui.enabled", "false"))) {
      StoredReports stored = new StoredReports(spark);
      List<ReportedRun> read = stored.read(folders);
      RunReport report = RunReports.of(read, against, new ItemRule(items, showPrompts));
      for (int run = 0; showPrompts && run < folders.size(); run++) {
        report = report.withPrompts(run, stored.prompts(folders.get(run), report.listed(run)));
      }
      if (json != null) {
        NewFile.write(json, RunReportJson.of(report));
        spec.commandLine().getOut().println("figures in " + json);
      }
      if (html != null) {
        NewFile.write(html, RunPage.of(report));
        spec.commandLine().getOut().println("page in " + html);
      }
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private void check() {
    if (html == null && json == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "there is nothing to write",
          "neither --html nor --json is given",
          "give --html FILE");
    }
    if (items < 0) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--items " + items + " cannot be",
          "it is a number of items",
          "give 0 or more");
    }
    NewFile.check(html);
    NewFile.check(json);
  }

  /** The runs, the baseline among them, each once. */
  private List<RunFolder> folders() {
    List<String> named = new ArrayList<>(runs);
    if (baseline != null) {
      named.add(baseline);
    }
    List<RunFolder> folders =
        named.stream().map(run -> RunArgument.folder(run, output)).distinct().toList();
    if (baseline == null && folders.size() < runs.size()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "a run is given twice",
          "there are " + runs.size() + " RUNs of which " + folders.size() + " differ",
          "give each once");
    }
    return folders;
  }
}
