package dev.assay.cli.regress;

import picocli.CommandLine.Command;

/** {@code assay regress}. */
@Command(
    name = "regress",
    description = {
      "Decides whether a model is worse than a baseline: evaluates it, holds it against the baseline"
          + " item by item, and ends with the verdict's code.",
      "docs/regress.md says what the configuration holds and what the verdicts mean."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes of run and check, beside those of errors:%n",
    exitCodeList = {
      "0:all lines are ok, improved, or only warned of",
      "10:a line regressed, or changed where it should not",
      "11:a line is inconclusive or underpowered",
      "12:a line's runs do not mean the same",
      "13:there is no baseline, and the configuration says that this fails"
    },
    subcommands = {
      RegressRunCommand.class,
      RegressCheckCommand.class,
      RegressPinCommand.class,
      RegressUnpinCommand.class,
      RegressListCommand.class,
      RegressPlanCommand.class,
      RegressReportCommand.class
    })
public final class RegressCommand {}
