package dev.assay.cli.data;

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
public final class DataCommand {}
