package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.gate.Pin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress unpin}. */
@Command(
    name = "unpin",
    description = "Takes a tag off its run: its gate has no baseline then.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressUnpinCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "The tag (default: the name of --config's gate).")
  private String tag;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.", defaultValue = "")
  private String note;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String folder = history.folder();
    String name = history.tag(tag);
    Pin before;
    try (SparkSession spark = sparkOptions.session("assay regress unpin", HistorySession.SHORT)) {
      GateHistory tables = new GateHistory(spark, folder);
      List<Pin> active = tables.pins().stream().filter(Pin::active).toList();
      before =
          active.stream()
              .filter(pin -> pin.tag().equals(name))
              .findFirst()
              .orElseThrow(() -> notPinned(name, active));
      tables.add(
          new Pin(Instant.now(), name, before.run(), System.getProperty("user.name"), note, false));
    }
    spec.commandLine().getOut().println(name + " is no longer pinned to " + before.run());
    return 0;
  }

  private static AssayException notPinned(String name, List<Pin> active) {
    List<String> tags = active.stream().map(Pin::tag).toList();
    return new AssayException(
        ErrorKind.USAGE,
        "'" + name + "' is pinned to nothing",
        tags.isEmpty() ? "no tag is" : "pinned are " + String.join(", ", tags),
        NearestNames.suggestion(name, tags, "assay regress list shows all"));
  }
}
