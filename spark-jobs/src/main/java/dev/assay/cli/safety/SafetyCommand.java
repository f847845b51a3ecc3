package dev.assay.cli.safety;

import picocli.CommandLine.Command;

/** {@code assay safety}. */
@Command(
    name = "safety",
    description = "Measures what scores of safety sets rest on.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CheckRuleCommand.class)
public final class SafetyCommand {}
