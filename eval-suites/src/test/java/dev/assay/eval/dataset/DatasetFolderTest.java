package dev.assay.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFolderTest {
  private final DatasetReference piqa = standard("piqa");

  @TempDir Path root;

  private static DatasetReference standard(String name) {
    return TaskCatalog.standard().task(name).dataset();
  }

  private DatasetReference colours(String files) {
    return new DatasetReference("json", "", Map.of("test", List.of(files)), root.toString());
  }

  @Test
  void shardsAreReadInTheOrderOfTheirNames() throws IOException {
    write("colours/test-00001-of-00003.jsonl", "{\"n\": 2}\n");
    write("colours/test-00000-of-00003.jsonl", "{\"n\": 0}\nbroken\n");
    write("colours/test-00002-of-00003.jsonl", "");
    write("colours/other.jsonl", "{\"n\": 9}\n");
    write("colours/test-notes.txt", "no data");
    DocumentSplit split = split(colours("colours/test-*.jsonl"), "test");
    assertThat(split.documents()).extracting(Document::number).containsExactly(0, 1, 2);
    assertThat(split.documents())
        .extracting(row -> row.broken() ? -1 : row.fields().get("n").intValue())
        .containsExactly(0, -1, 2);
    assertThat(split.files())
        .extracting(DataFile::path)
        .containsExactly(
            "colours/test-00000-of-00003.jsonl",
            "colours/test-00001-of-00003.jsonl",
            "colours/test-00002-of-00003.jsonl");
    assertThat(split.files()).extracting(DataFile::rows).containsExactly(2L, 1L, 0L);
    assertThat(split.files().get(1).sha256()).isEqualTo(Sha256.of("{\"n\": 2}\n"));
  }

  @Test
  void aShardThatIsNotThereIsNotPassedOver() throws IOException {
    write("colours/test-00000-of-00003.jsonl", "{}\n");
    write("colours/test-00002-of-00003.jsonl", "{}\n");
    assertRefused(
        colours("colours/test-*.jsonl"),
        "test",
        "test-00000-of-00003.jsonl is one of 2 shards, its name says of 00003");
  }

  @Test
  void aPatternThatIsNoneIsNamed() throws IOException {
    assertRefused(colours("[b-a]*.jsonl"), "test", "'[b-a]*.jsonl' names no files: Invalid range");
    assertRefused(colours("a\0b"), "test", "names no files: Nul character");
    DatasetReference nowhere = new DatasetReference("a\0b", "", Map.of(), root.toString());
    assertRefused(nowhere, "test", "Nul character");
    write("saved/state.json", "{\"_split\":\"test\",\"_data_files\":[{\"filename\":\"/\"}]}");
    DatasetReference saved = new DatasetReference("saved", "", Map.of(), root.toString());
    assertRefused(saved, "test", ", which is not there");
  }

  @Test
  void theFirstPlaceThatHasTheSplitIsTaken() throws IOException {
    write("piqa/validation.jsonl", "{\"n\": 1}\n");
    write("piqa/valid.jsonl", "{\"n\": 2}\n");
    write("piqa/valid-labels.lst", "1\n");
    assertThat(split(piqa, "validation").files())
        .extracting(DataFile::path)
        .containsExactly("piqa/validation.jsonl");
  }

  @Test
  void compressedFilesOfTheStandardTasksAreFound() throws IOException {
    Path file = root.resolve("piqa/validation.jsonl.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"goal\": \"g\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    DocumentSplit split = split(piqa, "validation");
    assertThat(split.documents()).hasSize(1);
    assertThat(split.files().get(0))
        .isEqualTo(new DataFile("piqa/validation.jsonl.gz", Sha256.of(file), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\n0\n1\n", "1\r\n0\r\n1", "\uFEFF1\n0\n 1 \n\n\n"})
  void documentsAndLabelsOfTheOriginalPairAreJoined(String labels) throws IOException {
    write("piqa/data_valid.jsonl", "{\"goal\": \"a\"}\n{\"goal\": \n{\"goal\": \"c\"}\n");
    write("piqa/data_valid-labels.lst", labels);
    DocumentSplit split = split(piqa, "validation");
    assertThat(split.documents()).extracting(Document::broken).containsExactly(false, true, false);
    assertThat(split.documents().get(0).fields().toString())
        .isEqualTo("{\"goal\":\"a\",\"label\":1}");
    assertThat(split.documents().get(2).fields().get("label").getNodeType())
        .isEqualTo(JsonNodeType.NUMBER);
    assertThat(split.files())
        .extracting(DataFile::path)
        .containsExactly("piqa/data_valid.jsonl", "piqa/data_valid-labels.lst");
    assertThat(split.files()).extracting(DataFile::rows).containsExactly(3L, 3L);
  }

  /** The authors' pair of files holds what the hub's one file holds. */
  @Test
  void theOriginalPairIsTheSameData() throws IOException {
    Path data = SharedFolder.path("data");
    Files.createDirectories(root.resolve("piqa"));
    for (String name : List.of("data_valid.jsonl", "data_valid-labels.lst")) {
      Files.copy(data.resolve("piqa/" + name), root.resolve("piqa/" + name));
    }
    List<Document> joined = split(piqa, "validation").documents();
    List<Document> whole =
        new DatasetFolder(data, FileForms.plain(), DatasetRegistry.standard())
            .split(piqa, "validation")
            .documents();
    assertThat(joined).hasSize(1838).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      for (String column : List.of("goal", "sol1", "sol2", "label")) {
        assertThat(joined.get(i).fields().get(column)).isEqualTo(whole.get(i).fields().get(column));
      }
    }
  }

  @Test
  void aLabelThatIsNoIndexStaysText() throws IOException {
    write("piqa/valid.jsonl", "{}\n{}\n{}\n");
    write("piqa/valid-labels.lst", "A\n01\n0\n");
    assertThat(split(piqa, "validation").documents())
        .extracting(row -> row.fields().get("label").toString())
        .containsExactly("\"A\"", "\"01\"", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\n0\n", "1\n0\n1\n1\n", "1\n0\n\n1\n", ""})
  void aDifferentNumberOfLabelsIsRefused(String labels) throws IOException {
    write("piqa/data_valid.jsonl", "{\"goal\": \"a\"}\n{\"goal\": \"b\"}\n{\"goal\": \"c\"}\n");
    write("piqa/data_valid-labels.lst", labels);
    long count = labels.equals("1\n0\n\n1\n") ? 4 : labels.lines().count();
    assertRefused(
        piqa, "validation", "data_valid-labels.lst has " + count + " labels for 3 documents");
  }

  @Test
  void documentsWithoutTheirLabelsAreNotTaken() throws IOException {
    write("piqa/data_valid.jsonl", "{\"goal\": \"a\"}\n");
    assertRefused(piqa, "validation", "piqa/data_valid.jsonl with piqa/data_valid-labels.lst");
  }

  @Test
  void labelsThatAreNotUtf8AreRefused() throws IOException {
    write("piqa/data_valid.jsonl", "{\"goal\": \"a\"}\n");
    Files.write(root.resolve("piqa/data_valid-labels.lst"), new byte[] {(byte) 0xFF});
    assertRefused(piqa, "validation", "data_valid-labels.lst: label 1 is not UTF-8");
  }

  @Test
  void aMissingSplitSaysWhatItIsWhereItWasSoughtAndHowToGetIt() {
    assertRefused(
        standard("mmlu_anatomy"),
        "test",
        "the test split of data set cais/mmlu (anatomy) is missing",
        "looked in " + root.toAbsolutePath() + " for mmlu/test/anatomy.jsonl, ",
        "mmlu/anatomy/test-*.parquet",
        "assay data fetch mmlu",
        "licence MIT",
        "--data");
  }

  @Test
  void aMissingSplitOfDataThatComeWithAssaySaysInWhichFolderTheyAre() {
    assertRefused(
        standard("sample-safety"),
        "test",
        "sample-safety/test.jsonl, ",
        "point --data to the folder datasets/sample that comes with Assay");
  }

  @Test
  void aMissingFolderIsAMissingSplit() {
    DatasetFolder nowhere =
        new DatasetFolder(root.resolve("nowhere"), FileForms.plain(), DatasetRegistry.standard());
    assertThatThrownBy(() -> nowhere.split(piqa, "validation"))
        .hasMessageContaining("is missing")
        .hasMessageContaining("nowhere");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    write("piqa/validation.jsonl.gz", "not compressed");
    assertRefused(piqa, "validation", "the validation split of data set ", "validation.jsonl.gz");
  }

  @Test
  void aFolderWithAFilesNameIsNoFile() throws IOException {
    Files.createDirectories(root.resolve("colours/test-b.jsonl"));
    write("colours/test-a.jsonl", "{}\n");
    assertThat(split(colours("colours/test-*.jsonl"), "test").documents()).hasSize(1);
  }

  private DocumentSplit split(DatasetReference data, String split) {
    return new DatasetFolder(root, FileForms.plain(), DatasetRegistry.standard())
        .split(data, split);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertRefused(DatasetReference data, String split, String... messages) {
    assertThatThrownBy(() -> split(data, split))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContainingAll(messages);
  }
}
