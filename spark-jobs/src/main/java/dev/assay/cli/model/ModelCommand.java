package dev.assay.cli.model;

import picocli.CommandLine.Command;

/** {@code assay model}. */
@Command(
    name = "model",
    description = "Lists and fetches small models to try things with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelListCommand.class, ModelFetchCommand.class})
public final class ModelCommand {}
