package dev.assay.cli.model;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.registry.RegisteredModel;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay model list}. */
@Command(
    name = "list",
    description = "Lists the models that `assay model fetch` knows.",
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TextTable table =
        new TextTable(
            Column.text("name"),
            Column.text("model"),
            Column.text("licence"),
            Column.text("homepage"));
    for (RegisteredModel model : RegisteredModel.all()) {
      table.add(
          Cell.of(model.name()),
          Cell.of(model.title()),
          Cell.of(model.licence()),
          Cell.of(model.homepage()));
    }
    spec.commandLine().getOut().print(table.text(UnaryOperator.identity()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
