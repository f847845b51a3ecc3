package dev.assay.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in the files that describe a data set's folder, its split is found and read, or
 * an error says problem, cause and cure; never another exception, a hang, or memory beyond a
 * multiple of the files.
 */
class DatasetFolderFuzzTest {
  @TempDir private Path folder;

  @Test
  void cards() throws IOException {
    Files.createDirectories(folder.resolve("set/data"));
    Files.writeString(folder.resolve("set/data/test.jsonl"), "{\"n\":1}\n");
    Mutations mutations =
        Mutations.ofTexts(
            List.of(
                "---\nlicense: mit\nconfigs:\n- config_name: default\n  default: true\n"
                    + "  data_files:\n  - split: test\n    path: data/test.jsonl\n"
                    + "- config_name: other\n  data_dir: data\n  data_files: \"*.jsonl\"\n"
                    + "---\n# A set\n",
                "---\nconfigs: [{config_name: default, data_files: {test: [data/t*.jsonl]}}]\n---"),
            "&a ",
            "*a",
            "{",
            "[",
            "- ",
            "null",
            "\"../../x\"",
            "\"\\0\"",
            "**",
            "[a-",
            "{a,b",
            "\\\\",
            "---\n",
            "? ",
            "!!set ",
            "configs");
    assertThat(fuzz("data set's card", mutations, "set/README.md")).containsKeys("read", "data");
  }

  @Test
  void savedFolders() throws IOException {
    Files.createDirectories(folder.resolve("set"));
    Files.writeString(folder.resolve("set/data-0.jsonl"), "{\"n\":1}\n");
    Mutations mutations =
        Mutations.ofTexts(
            List.of("{\"_split\":\"test\",\"_data_files\":[{\"filename\":\"data-0.jsonl\"}]}"),
            "null",
            "[",
            "{\"a\":",
            "\"\"",
            "\"..\"",
            "\"/\"",
            "\"\\u0000\"",
            "\"\\ud800\"");
    assertThat(fuzz("saved data set's state", mutations, "set/state.json"))
        .containsKeys("read", "data");
  }

  private Map<String, Integer> fuzz(String name, Mutations mutations, String file) {
    DatasetReference dataset = new DatasetReference("set", "", Map.of(), folder.toString());
    DatasetRegistry nothing = new DatasetRegistry(List.of());
    return Fuzzing.of(name, mutations)
        .allocating(32 << 20, 400)
        .run(
            bytes -> {
              Files.write(folder.resolve(file), bytes);
              new DatasetFolder(folder, FileForms.plain(), nothing).split(dataset, "test");
            });
  }
}
