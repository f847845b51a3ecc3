package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.eval.registry.RegisteredModel;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import dev.assay.eval.registry.RegisteredSource.PackagedFile;
import dev.assay.eval.registry.RegisteredSource.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in two parts, from packages that a script gives in the place of pip. */
class ModelFetchTest {
  private static final String WHOLE = "the first half, the second half";

  @TempDir private Path scratch;
  private Path folder;
  private Path python;

  @BeforeEach
  void packages() throws IOException {
    folder = scratch.resolve("models");
    wheel("one", "the first half, ");
    wheel("two", "the second half");
    // Its last two arguments are the folder and the package, with `--dest` before the folder.
    python = scratch.resolve("python");
    Files.writeString(
        python,
        "#!/bin/sh\nwhile [ \"$1\" != --dest ]; do shift; done\ncp \"%s/${3%%%%==*}.whl\" \"$2\"\n"
            .formatted(scratch));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
  }

  private void wheel(String name, String content) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(scratch.resolve(name + ".whl")))) {
      zip.putNextEntry(new ZipEntry(name + "/part"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static RegisteredModel model(String sha256, String... packages) {
    List<Part> parts = new ArrayList<>();
    for (String name : packages) {
      parts.add(new Part(name + "==1.0", name + "/part"));
    }
    return new RegisteredModel(
        "m", "M", "MIT", null, "https://m", new PackagedFile("m.gguf", sha256, parts));
  }

  private boolean fetch(RegisteredModel model, String with) throws IOException {
    try (ModelFetch fetch = new ModelFetch(folder, with, line -> {})) {
      return fetch.fetch(model, (PackagedFile) model.source());
    }
  }

  @Test
  void partsAreJoinedAndChecked() throws IOException {
    RegisteredModel model = model(Sha256.of(WHOLE), "one", "two");
    assertThat(fetch(model, python.toString())).isTrue();
    assertThat(folder.resolve("m.gguf")).hasContent(WHOLE);
    // It is there: nobody is asked again.
    assertThat(fetch(model, "/no/python")).isFalse();
  }

  @Test
  void whatIsNotWhatItWasIsNotKept() throws IOException {
    assertThatThrownBy(() -> fetch(model(Sha256.of(WHOLE), "two", "one"), python.toString()))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("m is not what it was");
    assertThatThrownBy(() -> fetch(model(Sha256.of(WHOLE), "one", "three"), python.toString()))
        .hasMessageContaining("m cannot be fetched");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFileThatIsSomethingElseStays() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("m.gguf"), "mine");
    assertThatThrownBy(() -> fetch(model(Sha256.of(WHOLE), "one", "two"), python.toString()))
        .hasMessageContaining("is there, with the sha256");
    assertThat(folder.resolve("m.gguf")).hasContent("mine");
  }

  @Test
  void everyRegisteredModelIsPinned() {
    assertThat(RegisteredModel.all())
        .isNotEmpty()
        .allSatisfy(
            model -> {
              if (model.source() instanceof PackagedFile file) {
                assertThat(file.sha256()).matches("[0-9a-f]{64}");
                assertThat(file.parts())
                    .allSatisfy(part -> assertThat(part.packageName()).contains("=="));
              } else {
                // The hub says what its files' digests are.
                assertThat(((HubRepository) model.source()).wantedFile()).isEmpty();
              }
            });
    assertThatThrownBy(() -> RegisteredModel.named("smollm"))
        .hasMessageContaining("model 'smollm' does not exist");
  }
}
