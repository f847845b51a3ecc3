package dev.assay.eval.registry;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be fetched by its name.
 *
 * @param name by which it is asked for
 * @param title for people
 * @param licence as its authors name it
 * @param terms a page that has to be agreed to first; null for none
 * @param homepage of its authors
 * @param source where it is fetched from
 */
public record RegisteredModel(
    String name,
    String title,
    String licence,
    String terms,
    String homepage,
    RegisteredSource source) {
  public RegisteredModel {
    ManifestFile.required(name, "name");
    ManifestFile.required(title, "title");
    ManifestFile.required(licence, "licence");
    ManifestFile.required(homepage, "homepage");
    ManifestFile.required(source, "source");
  }

  /** The file of the registry. */
  record Listing(List<RegisteredModel> models) {}

  /** All that there are. */
  public static List<RegisteredModel> all() {
    return ManifestFile.parse("models.yaml", DatasetRegistry.resource("models.yaml"), Listing.class)
        .models();
  }

  /**
   * A model by its name.
   *
   * @throws AssayException of kind USAGE where there is none
   */
  public static RegisteredModel named(String name) {
    List<RegisteredModel> all = all();
    return all.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "model '" + name + "' does not exist",
                    "no model of that name can be fetched",
                    NearestNames.suggestion(
                        name,
                        all.stream().map(RegisteredModel::name).toList(),
                        "`assay model list` lists all")));
  }

  /** The page whose terms have to be agreed to first. */
  public Optional<String> termsToAccept() {
    return Optional.ofNullable(terms);
  }
}
