package dev.assay.cli.data;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetFetch;
import dev.assay.datasets.FetchedSplit;
import dev.assay.eval.registry.Dataset;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.RegisteredSplit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay data fetch}. */
@Command(
    name = "fetch",
    description = {
      "Fetches data sets into a folder that evaluate reads (--data).",
      "Each split is taken from the first of its sources that gives what the manifest says, row for"
          + " row, and written as Parquet, or as JSON Lines where a column has no fixed form. A"
          + " file that is there is never overwritten. `assay data list --json` shows the sources."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DataFetchCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--splits",
      paramLabel = "SPLIT",
      split = ",",
      description = "Only splits of these names, e.g. validation,test (default: all).")
  private List<String> splits = List.of();

  @Option(
      names = {"--output", "--data"},
      paramLabel = "DIR",
      required = true,
      description = "The folder; it is made where it is missing.")
  private Path folder;

  @Option(
      names = "--python",
      paramLabel = "EXE",
      description = "A Python with pip, for sources that are packages (default: python3).",
      defaultValue = "python3")
  private String python;

  @Spec private CommandSpec spec;

  /** One of these. */
  private static final class Which {
    @Parameters(
        paramLabel = "NAME",
        arity = "1..*",
        description = "Data sets, as `assay data list` names them.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every data set.")
    private boolean all;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<RegisteredSplit> wanted = new ArrayList<>();
    for (Dataset dataset : DatasetRegistry.standard().only(which.names).datasets()) {
      if (dataset.comesWithAssay()) {
        out.printf("%s: comes with Assay, in %s%n", dataset.name(), dataset.homepage());
        continue;
      }
      for (RegisteredSplit split : dataset.registeredSplits()) {
        if (splits.isEmpty() || splits.contains(split.split().name())) {
          wanted.add(split);
        }
      }
    }
    if (wanted.isEmpty() && !splits.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "there is no split " + String.join(", ", splits),
          "none of the sets has one of that name",
          "`assay data list` shows the splits");
    }
    List<FetchedSplit> missing = new ArrayList<>();
    try (DatasetFetch fetch = new DatasetFetch(folder, python, err::println)) {
      for (RegisteredSplit split : wanted) {
        FetchedSplit fetched = fetch.fetch(split);
        if (fetched.there()) {
          out.printf("%s: %s, %s%n", split.label(), state(fetched), split.place());
        } else {
          missing.add(fetched);
          explain(fetched, err);
        }
        out.flush();
      }
    }
    if (!missing.isEmpty()) {
      throw failure(missing, wanted.size());
    }
    return 0;
  }

  private static String state(FetchedSplit fetched) {
    return switch (fetched.state()) {
      case FETCHED -> "fetched and verified";
      case FETCHED_NOT_PINNED -> "fetched; the registry does not know its content";
      default -> "already there";
    };
  }

  private void explain(FetchedSplit missing, PrintWriter err) {
    err.println(missing.split().label() + ": not fetched");
    missing.failures().forEach(failure -> err.println("    " + failure));
    if (missing.state() == FetchedSplit.State.FAILED) {
      if (missing.failures().isEmpty()) {
        err.println("    its manifest names no source that can be fetched");
      }
      err.printf(
          "    to do it by hand: put a file with the columns %s at %s%n",
          String.join(", ", missing.split().table().columns().keySet()),
          folder.resolve(missing.split().place()));
    }
  }

  private AssayException failure(List<FetchedSplit> missing, int wanted) {
    FetchedSplit first = missing.get(0);
    boolean occupied = missing.stream().allMatch(m -> m.state() == FetchedSplit.State.OCCUPIED);
    String cause =
        first.failures().isEmpty()
            ? "no source is named for " + first.split().label()
            : first.split().label() + ": " + String.join("; ", first.failures());
    return new AssayException(
        occupied ? ErrorKind.OUTPUT : ErrorKind.DATA,
        missing.size() + " of " + wanted + " splits could not be fetched",
        cause + (missing.size() > 1 ? "; the others are named above" : ""),
        occupied
            ? "move that file away, or give another folder"
            : "run it where these hosts are reached, or put the file at "
                + folder.resolve(first.split().place())
                + " by hand; `assay data verify` says whether it is right");
  }
}
