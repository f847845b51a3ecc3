package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets that the Hugging Face library wrote (src/test/oracle/make_datasets.py). */
class DatasetFormsTest {
  private static final Path GOLDENS = Path.of("src/test/resources/datasets");

  private final FileForms forms = DatasetForms.all();

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saved/test/data-00000-of-00001.arrow",
        "file.arrow",
        "hub/test-00000-of-00001.parquet"
      })
  void valuesAreWhatTheLibraryReads(String file) throws IOException {
    assertThat(texts(forms.read(GOLDENS.resolve(file)))).isEqualTo(expected("expected.jsonl"));
  }

  @Test
  void wholeNumbersAreNoFloatingPointOnes() throws IOException {
    for (String file : List.of("file.arrow", "hub/test-00000-of-00001.parquet")) {
      ObjectNode fields = forms.read(GOLDENS.resolve(file)).get(0).fields();
      for (String column : List.of("count", "small", "unsigned", "kind")) {
        assertThat(fields.get(column).isIntegralNumber()).as("%s %s", file, column).isTrue();
      }
      assertThat(fields.get("kind").isInt()).isTrue();
      assertThat(fields.get("single").isDouble()).isTrue();
    }
  }

  @Test
  void dictionariesAreResolved() throws IOException {
    assertThat(forms.read(GOLDENS.resolve("dictionary.arrow")))
        .extracting(row -> row.fields().toString())
        .containsExactly(
            "{\"word\":\"b\"}", "{\"word\":\"a\"}", "{\"word\":null}", "{\"word\":\"b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst", "bz2"})
  void compressionsAreToldByTheirBytes(String ending) throws IOException {
    Path file = GOLDENS.resolve("rows.jsonl." + ending);
    List<String> rows = List.of("{\"n\":1,\"t\":\"one\"}", "{\"n\":2,\"t\":\"two\"}");
    assertThat(texts(forms.read(file))).isEqualTo(rows);
    Path renamed = Files.copy(file, scratch.resolve("rows"));
    assertThat(texts(forms.read(renamed))).isEqualTo(rows);
    byte[] whole = Files.readAllBytes(file);
    Path cut =
        Files.write(
            scratch.resolve("cut.jsonl." + ending), Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThatThrownBy(() -> forms.read(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.jsonl." + ending);
    Path none = Files.writeString(scratch.resolve("none.jsonl." + ending), "{\"n\": 1}\n");
    assertThatThrownBy(() -> forms.read(none))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not in " + ending + " form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saved/test/data-00000-of-00001.arrow",
        "file.arrow",
        "hub/test-00000-of-00001.parquet"
      })
  void aDamagedFileIsAnErrorThatNamesIt(String name) throws IOException {
    byte[] whole = Files.readAllBytes(GOLDENS.resolve(name));
    for (int length : new int[] {12, whole.length / 3, whole.length * 9 / 10}) {
      Path cut = Files.write(scratch.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> forms.read(cut))
          .as("%s cut to %d bytes", name, length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(cut.toString());
    }
  }

  @Test
  void lengthsThatNoFileHasTakeNoMemory() throws IOException {
    byte[] stream = Files.readAllBytes(GOLDENS.resolve("saved/test/data-00000-of-00001.arrow"));
    byte[] claims = stream.clone();
    claims[7] = 0x7f;
    Path file = Files.write(scratch.resolve("claims.arrow"), claims);
    assertThatThrownBy(() -> forms.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes of metadata");
  }

  /** Each byte is part of a count that the file's columns do not bear out. */
  @ParameterizedTest
  @CsvSource({
    "dictionary.arrow, 426, 4, 'rows has a column of 4'",
    "dictionary.arrow, 339, 127, 'bytes reaches beyond column'",
    "file.arrow, 4468, 129, 'bytes reaches beyond column'"
  })
  void countsBeyondTheColumnsAreErrors(String name, int at, int value, String message)
      throws IOException {
    byte[] damaged = Files.readAllBytes(GOLDENS.resolve(name));
    damaged[at] = (byte) value;
    Path file = Files.write(scratch.resolve(name), damaged);
    assertThatThrownBy(() -> forms.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void decimalsOfBillionsOfDigitsAreErrors() {
    assertThatThrownBy(() -> ColumnValues.decimal(BigDecimal.valueOf(1, Integer.MIN_VALUE)))
        .hasMessageContaining("a decimal of scale");
    assertThat(ColumnValues.decimal(BigDecimal.valueOf(105, 2)).textValue()).isEqualTo("1.05");
  }

  @Test
  void nestingWithoutEndIsAnError() throws IOException {
    // A footer of one unknown field: a structure in a structure, as Thrift's compact form has it.
    byte[] footer = "\u001c".repeat(200_000).getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer parquet = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    parquet.put("PAR1".getBytes(StandardCharsets.US_ASCII)).put(footer).putInt(footer.length);
    parquet.put("PAR1".getBytes(StandardCharsets.US_ASCII));
    Path file = Files.write(scratch.resolve("deep.parquet"), parquet.array());
    assertThatThrownBy(() -> forms.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it nests too deep");
  }

  @Test
  void columnsOfDelimitedFilesHaveTheTypesThatTheLibraryGivesThem() throws IOException {
    DatasetReference csv =
        new DatasetReference("csv", "", Map.of("", List.of("columns.csv")), GOLDENS.toString());
    assertThat(texts(folder(scratch).split(csv, "train").documents()))
        .isEqualTo(expected("columns.expected.jsonl"));
  }

  @ParameterizedTest
  @CsvSource({
    "saved, test, 3, saved/test/data-00000-of-00001.arrow",
    "saved, train, 3, saved/train/data-00000-of-00002.arrow",
    "hub, test, 3, hub/test-00000-of-00001.parquet",
    "someone/words, test, 2, someone___words/default/0.0.0/0a1b2c/words-test.arrow"
  })
  void layoutsOfTheLibraryAreRead(String path, String split, int rows, String first) {
    Path root = path.contains("/") ? GOLDENS.resolve("prepared") : GOLDENS;
    DocumentSplit read = folder(root).split(new DatasetReference(path, "", Map.of(), null), split);
    assertThat(read.documents()).hasSize(rows).noneMatch(Document::broken);
    assertThat(read.documents()).extracting(Document::number).isSorted().startsWith(0, 1);
    assertThat(read.files()).extracting(DataFile::path).startsWith(first);
  }

  @Test
  void aSavedDataSetThatLacksAFileIsNotReadInPart() throws IOException {
    Path saved = Files.createDirectories(scratch.resolve("set/train"));
    Files.writeString(scratch.resolve("set/dataset_dict.json"), "{\"splits\": [\"train\"]}");
    Files.copy(GOLDENS.resolve("saved/train/state.json"), saved.resolve("state.json"));
    Files.copy(
        GOLDENS.resolve("saved/train/data-00000-of-00002.arrow"),
        saved.resolve("data-00000-of-00002.arrow"));
    DatasetReference set = new DatasetReference("set", "", Map.of(), null);
    assertThatThrownBy(() -> folder(scratch).split(set, "train"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("state.json lists data-00001-of-00002.arrow, which is not there");
  }

  private DatasetFolder folder(Path root) {
    return new DatasetFolder(root, forms, DatasetRegistry.standard());
  }

  private List<String> expected(String name) throws IOException {
    return texts(FileForms.plain().read(GOLDENS.resolve(name)));
  }

  private static List<String> texts(List<Document> rows) {
    return rows.stream().map(row -> row.broken() ? row.error() : row.fields().toString()).toList();
  }
}
