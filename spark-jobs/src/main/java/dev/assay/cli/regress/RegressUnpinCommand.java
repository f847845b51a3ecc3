package dev.assay.cli.regress;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.gate.Pin;
import dev.assay.spark.internal.session.LazySession;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code assay regress unpin}. */
@Command(
    name = "unpin",
    description = "Takes a tag off its run: its gate has no baseline then.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressUnpinCommand extends TagCommand {
  @Override
  public Integer call() throws IOException {
    String tag = tag();
    List<Pin> active =
        new GateHistory(sparkOptions().hadoop(), history().folder())
            .pins().stream().filter(Pin::active).toList();
    Pin before =
        active.stream()
            .filter(pin -> pin.tag().equals(tag))
            .findFirst()
            .orElseThrow(() -> notPinned(tag, active));
    try (LazySession spark = session("unpin")) {
      write(spark, before.run(), false);
    }
    say(tag + " is no longer pinned to " + before.run());
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
