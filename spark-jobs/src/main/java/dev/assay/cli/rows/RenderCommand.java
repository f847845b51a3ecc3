package dev.assay.cli.rows;

import dev.assay.rows.RenderRows;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay render}. */
@Command(
    name = "render",
    description = {
      "Renders the Jinja2 templates of JSON Lines in this process, without Spark.",
      "A row has template and document, as the tasks of lm-evaluation-harness are rendered; or"
          + " template, messages and variables, as transformers renders chat templates (now: the"
          + " date and time for strftime_now, else the present). It gets rendered, or error."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RenderCommand implements Callable<Integer> {
  @Mixin private RowOptions rows;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return rows.run(RenderRows::run, spec.commandLine().getErr());
  }
}
