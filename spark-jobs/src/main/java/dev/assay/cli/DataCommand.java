package dev.assay.cli;

import picocli.CommandLine.Command;

/** {@code assay data}. */
@Command(
    name = "data",
    description = "Lists, fetches and verifies the data sets of the benchmarks.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataListCommand.class,
      DataFetchCommand.class,
      DataVerifyCommand.class,
      DataPinCommand.class
    })
final class DataCommand {}
