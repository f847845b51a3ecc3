package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.spark.internal.gate.HistoryWriter;
import dev.assay.spark.internal.gate.Pin;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that says anew which run a tag is on. */
abstract class TagCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "The tag, e.g. release-1.2 (default: the name of --config's gate).")
  private String tag;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.", defaultValue = "")
  private String note;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  final HistoryOptions history() {
    return history;
  }

  final SparkOptions sparkOptions() {
    return sparkOptions;
  }

  /** The tag that is meant. */
  final String tag() {
    return history.tag(tag);
  }

  final LazySession session(String command) {
    return sparkOptions.session("assay regress " + command, SparkOptions.NO_PAGE);
  }

  /** Writes it down. */
  final void write(LazySession spark, RunFolder run, boolean active) {
    new HistoryWriter(spark, history.folder())
        .add(new Pin(Instant.now(), tag(), run, System.getProperty("user.name"), note, active));
  }

  final void say(String what) {
    spec.commandLine().getOut().println(what);
  }
}
