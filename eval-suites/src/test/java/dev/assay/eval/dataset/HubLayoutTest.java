package dev.assay.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where files of a data set may lie below the data folder. */
class HubLayoutTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "'', test, some/words/test.jsonl",
    "'', test, some/words/data/test-00000-of-00001.jsonl",
    "'', test, some/words/test/0000.jsonl",
    "'', test, some/words/default/test/0000.jsonl",
    "'', test, some/words/my_test.jsonl",
    "'', test, some/words/words-test-v2.jsonl",
    "'', validation, some/words/dev.jsonl",
    "'', validation, some/words/val.jsonl",
    "'', train, some/words/training.jsonl",
    "'', latest, some/words/data/latest-00000-of-00001.jsonl",
    "'', test, some___words/test.jsonl",
    "'', test, words/test.jsonl",
    "'', test, datasets--some--words/snapshots/0a1b/data/test-00000-of-00001.jsonl",
    "'', test, hub/datasets--some--words/snapshots/0a1b/test.jsonl",
    "red, test, some/words/red/test-00000-of-00001.jsonl",
    "red, test, some/words/red/test.jsonl",
    "red, test, some/words/red/test/0000.jsonl",
    "red, test, some/words/data/red/test.jsonl",
    "red, test, some/words/red/data/test-00000-of-00001.jsonl",
    "red, test, some/words/test/red.jsonl",
    "red, test, some/words/data/test/red_test.jsonl",
    "red, test, some/words/red_test.jsonl",
    "main, test, some/words/test.jsonl"
  })
  void aSplitIsFoundWhereTheHubAndTheLibraryLayIt(String configuration, String split, String file)
      throws IOException {
    write(file, "{\"n\": 1}\n");
    write("some/other/test.jsonl", "{\"n\": 2}\n");
    write("test.jsonl", "{\"n\": 3}\n");
    assertThat(files(configuration, split)).containsExactly(file);
  }

  @ParameterizedTest
  @CsvSource({
    "blue, test, some/words/red/test.jsonl",
    "red, test, some/words/test.jsonl",
    "'', test, some/words/train.jsonl",
    "'', test, some/words/latest.jsonl",
    "'', dev, some/words/validation.jsonl",
    "'', test, other/words2/test.jsonl",
    "'', ../test, some/words/test.jsonl",
    "../red, test, some/red/test.jsonl"
  })
  void nothingElseIsTakenForIt(String configuration, String split, String file) throws IOException {
    write(file, "{\"n\": 1}\n");
    assertThatThrownBy(() -> files(configuration, split))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining(root.toString());
  }

  @Test
  void theSplitsOwnNameGoesBeforeWhatElseItIsCalled() throws IOException {
    write("some/words/dev.jsonl", "{\"n\": 1}\n");
    write("some/words/validation.jsonl", "{\"n\": 2}\n");
    assertThat(files("", "validation")).containsExactly("some/words/validation.jsonl");
    assertThat(files("", "dev")).containsExactly("some/words/dev.jsonl");
  }

  @Test
  void ofSeveralFormsOneIsRead() throws IOException {
    write("some/words/test.jsonl", "{\"n\": 1}\n");
    write("some/words/test.csv", "n\n1\n");
    assertThat(files("", "test")).containsExactly("some/words/test.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{split: test, path: \"files/a-*.jsonl\"}",
        "{split: test, path: [files/a-1.jsonl, files/a-2.jsonl]}"
      })
  void theCardSaysWhichFilesAConfigurationHas(String files) throws IOException {
    write(
        "some/words/README.md",
        "---\nlicense: mit\nconfigs:\n- config_name: red\n  data_files:\n  - "
            + files
            + "\n- config_name: blue\n  default: true\n  data_files: b.jsonl\n---\n# Words\n");
    write("some/words/files/a-1.jsonl", "{\"n\": 1}\n");
    write("some/words/files/a-2.jsonl", "{\"n\": 2}\n");
    write("some/words/b.jsonl", "{\"n\": 3}\n");
    assertThat(files("red", "test"))
        .containsExactly("some/words/files/a-1.jsonl", "some/words/files/a-2.jsonl");
    assertThat(files("", "train")).containsExactly("some/words/b.jsonl");
  }

  @Test
  void theRevisionThatMainNamesIsTaken() throws IOException {
    String cache = "datasets--some--words/";
    write(cache + "snapshots/aaa/test.jsonl", "{\"n\": 1}\n");
    write(cache + "snapshots/bbb/test.jsonl", "{\"n\": 2}\n");
    write(cache + "refs/main", "aaa");
    assertThat(files("", "test")).containsExactly(cache + "snapshots/aaa/test.jsonl");
  }

  @Test
  void symbolicLinksAreFollowed() throws IOException {
    write("blobs/0123", "{\"n\": 1}\n");
    Path link = root.resolve("datasets--some--words/snapshots/aaa/test.jsonl");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, root.resolve("blobs/0123"));
    assertThat(files("", "test")).containsExactly("datasets--some--words/snapshots/aaa/test.jsonl");
  }

  @Test
  void aLocalFolderIsReadAsTheTaskFileNamesIt() throws IOException {
    write("mine/tasks/words/test.jsonl", "{\"n\": 1}\n");
    write("mine/above/test.jsonl", "{\"n\": 2}\n");
    String tasks = root.resolve("mine/tasks").toString();
    assertThat(files(new DatasetReference("words", "", Map.of(), tasks), "test"))
        .containsExactly("mine/tasks/words/test.jsonl");
    assertThat(files(new DatasetReference("../above", "", Map.of(), tasks), "test"))
        .containsExactly("mine/above/test.jsonl");
    String absolute = root.resolve("mine/above").toString();
    assertThat(files(new DatasetReference(absolute, "", Map.of(), null), "test"))
        .containsExactly("mine/above/test.jsonl");
  }

  @Test
  void filesOfTheHubThatATaskNamesAreBelowTheDataFolder() throws IOException {
    write("some/words/data/all.jsonl", "{\"n\": 1}\n");
    write("some/words/gu/test/0000.jsonl", "{\"n\": 2}\n");
    Map<String, List<String>> hub =
        Map.of("test", List.of("hf://datasets/some/words/data/all.jsonl"));
    assertThat(files(new DatasetReference("json", "", hub, "/nowhere"), "test"))
        .containsExactly("some/words/data/all.jsonl");
    Map<String, List<String>> within = Map.of("test", List.of("gu/test/0000.jsonl"));
    assertThat(files(new DatasetReference("some/words", "", within, "/nowhere"), "test"))
        .containsExactly("some/words/gu/test/0000.jsonl");
    Map<String, List<String>> url = Map.of("test", List.of("https://example.org/a.jsonl"));
    assertThatThrownBy(() -> files(new DatasetReference("json", "", url, null), "test"))
        .hasMessageContaining("https://example.org/a.jsonl")
        .hasMessageContaining("download the file");
    Map<String, List<String>> missing = Map.of("test", List.of("no-*.jsonl"));
    assertThatThrownBy(
            () -> files(new DatasetReference("json", "", missing, root.toString()), "test"))
        .hasMessageContaining("no-*.jsonl, and there is no such file in " + root);
  }

  @Test
  void aMissingSplitThatCanBeFetchedSaysHow() {
    assertThatThrownBy(
            () -> files(new DatasetReference("allenai/sciq", "", Map.of(), null), "test"))
        .hasMessageContaining("sciq/data/test-00000-of-00001.parquet")
        .hasMessageContaining("`assay data fetch sciq --splits test --output " + root + "`");
  }

  @Test
  void filesNamedAsTheRegistryKnowsThemAreFoundWhereverTheyLie() throws IOException {
    write("hf-validation/ai2_arc__ARC-Easy__validation.jsonl", "{\"n\": 1}\n");
    write("hf-validation/ai2_arc__ARC-Challenge__validation.jsonl", "{\"n\": 2}\n");
    DatasetReference easy = new DatasetReference("allenai/ai2_arc", "ARC-Easy", Map.of(), null);
    assertThat(files(easy, "validation"))
        .containsExactly("hf-validation/ai2_arc__ARC-Easy__validation.jsonl");
  }

  @Test
  void aSplitIsReadOnce() throws IOException {
    write("some/words/test.jsonl", "{\"n\": 1}\n");
    DatasetFolder folder = folder();
    DatasetReference words = new DatasetReference("some/words", "", Map.of(), null);
    DocumentSplit first = folder.split(words, "test");
    assertThat(folder.split(words, "test")).isSameAs(first);
  }

  private List<String> files(String configuration, String split) {
    return files(new DatasetReference("some/words", configuration, Map.of(), null), split);
  }

  private List<String> files(DatasetReference dataset, String split) {
    return folder().split(dataset, split).files().stream().map(DataFile::path).toList();
  }

  private DatasetFolder folder() {
    return new DatasetFolder(root, FileForms.plain(), DatasetRegistry.standard());
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
