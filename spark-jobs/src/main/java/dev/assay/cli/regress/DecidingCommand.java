package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that decides by a configuration, and ends with the verdict's code. */
abstract class DecidingCommand implements Callable<Integer> {
  @Mixin private GateOptions gate;
  @Mixin private DecisionOptions options;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  /** What is asked, checked; a run in place of its candidate or model, null for these. */
  final GateConfiguration configuration(String candidate) {
    return gate.configuration(candidate);
  }

  final Decision decision(GateConfiguration configuration) {
    return new Decision(configuration, options, sparkOptions.settings(), out(), messages());
  }

  /** Nothing is to be computed or written. */
  final boolean dryRun() {
    return options.dryRun();
  }

  final SparkOptions sparkOptions() {
    return sparkOptions;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter messages() {
    return spec.commandLine().getErr();
  }
}
