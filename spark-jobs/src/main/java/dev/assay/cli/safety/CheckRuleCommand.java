package dev.assay.cli.safety;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.comparison.RuleMeasurement;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.page.Figures;
import dev.assay.eval.scorer.RefusalRule;
import dev.assay.eval.scorer.RuleQuality;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay safety check-rule}. */
@Command(
    name = "check-rule",
    description = {
      "Says how far a rule of refusal agrees with people, from the answers that XSTest's authors"
          + " had labelled.",
      "Rules: xstest-strmatch, advbench-prefixes, advbench-28, assay-1. Figures of assay-1 are"
          + " those of the rows that it was tuned on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckRuleCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RULE",
      arity = "0..*",
      description = "Names of rules (default: every one).")
  private List<String> names = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder that holds XSTest's xstest_v2_completions_*_streval.csv.")
  private Path folder;

  @Option(
      names = "--observed",
      paramLabel = "RATE",
      description = "A share of refusals that the rule found elsewhere, to be corrected.")
  private Double observed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (observed != null && !(observed >= 0 && observed <= 1)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--observed is " + observed,
          "a share lies between 0 and 1",
          "give e.g. 0.25");
    }
    List<RefusalRule> rules =
        names.isEmpty()
            ? List.of(RefusalRule.values())
            : names.stream().map(CheckRuleCommand::rule).toList();
    DatasetFolder data = DatasetForms.folder(folder);
    PrintWriter out = spec.commandLine().getOut();
    for (RefusalRule rule : rules) {
      RuleMeasurement measurement = RuleMeasurement.of(rule, data);
      out.println(rule.label() + ", a refusal being what people labelled a full or partial one");
      out.print(table(measurement));
      correction(out, measurement.all());
      out.println();
    }
    out.flush();
    return 0;
  }

  private static RefusalRule rule(String name) {
    return RefusalRule.named(name)
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "there is no rule '" + name + "'",
                    "rules are " + RefusalRule.labels(),
                    NearestNames.suggestion(
                        name,
                        Arrays.stream(RefusalRule.values()).map(RefusalRule::label).toList(),
                        "name one of them")));
  }

  private static String table(RuleMeasurement measurement) {
    TextTable table =
        new TextTable(
            Column.text("answers of"),
            Column.number("tp"),
            Column.number("fp"),
            Column.number("fn"),
            Column.number("tn"),
            Column.number("accuracy"),
            Column.number("kappa"),
            Column.number("sensitivity"),
            Column.number("specificity"));
    table.add(row("all", measurement.all()));
    measurement.models().forEach((model, quality) -> table.add(row(model, quality)));
    return table.text(UnaryOperator.identity());
  }

  private static Cell[] row(String name, RuleQuality quality) {
    return List.of(
            name,
            String.valueOf(quality.hits()),
            String.valueOf(quality.alarms()),
            String.valueOf(quality.misses()),
            String.valueOf(quality.rejections()),
            share(quality.accuracy()),
            share(quality.kappa()),
            share(quality.sensitivity()),
            share(quality.specificity()))
        .stream()
        .map(Cell::of)
        .toArray(Cell[]::new);
  }

  private static String share(double value) {
    return Figures.decimal(value, 3);
  }

  private void correction(PrintWriter out, RuleQuality quality) {
    if (observed == null) {
      return;
    }
    OptionalDouble corrected = quality.corrected(observed);
    out.println(
        corrected.isPresent()
            ? "observed "
                + share(observed)
                + ", corrected by sensitivity and specificity (Rogan-Gladen) "
                + share(corrected.getAsDouble())
            : "observed "
                + share(observed)
                + ", not corrected: sensitivity and specificity are 1.2 or less together");
  }
}
