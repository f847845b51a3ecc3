package dev.assay.eval.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.FileFinding.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of right and wrong files, on a set of 250 rows made here. */
class FolderVerificationTest {
  private static final String MANIFEST =
      """
      name: sums
      title: Sums
      licence: Apache-2.0
      homepage: https://example.org
      citation: nobody
      tables:
        main:
          columns: {question: string, answer: bigint}
          labels: answer
          place: "sums/{split}-00000-of-00001.parquet"
      splits:
        - split: test
        - split: train
      """;

  @TempDir private Path scratch;

  private DatasetRegistry registry;

  @BeforeEach
  void pin() throws IOException {
    Path believed = scratch.resolve("believed");
    write(believed.resolve("sums/test.jsonl"), rows());
    String pinned =
        ManifestPins.pinned("sums.yaml", MANIFEST, List.of(believed), FileForms.plain());
    registry = new DatasetRegistry(List.of(ManifestFile.parse("sums.yaml", pinned)));
  }

  @Test
  void aSplitIsRecognisedByContentWhateverItsNameAndForm() throws IOException {
    write(folder().resolve("some/thing"), rows());
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(String.join("\n", rows()).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder().resolve("other"), compressed.toByteArray());
    Files.writeString(folder().resolve("array.txt"), "[" + String.join(",\n", rows()) + "]");
    List<String> csv = new ArrayList<>(List.of("answer,question"));
    List<String> tsv = new ArrayList<>(List.of("id\tquestion\tanswer"));
    List<String> questions = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      csv.add(2 * i + ",\"" + i + " + " + i + ", \"\"please\"\"\"");
      tsv.add("x\t" + i + " + " + i + ", \"please\"\t" + 2 * i);
      questions.add("{\"question\": \"" + i + " + " + i + ", \\\"please\\\"\"}");
      labels.add(String.valueOf(2 * i));
    }
    write(folder().resolve("table.csv"), csv);
    write(folder().resolve("table.tsv"), tsv);
    write(folder().resolve("pair/valid.jsonl"), questions);
    write(folder().resolve("pair/valid-labels.lst"), labels);
    FolderVerification verification = verify();
    assertThat(verification.findings())
        .extracting(FileFinding::state)
        .containsOnly(State.VERIFIED)
        .hasSize(6);
    assertThat(verification.findings())
        .extracting(FileFinding::form)
        .containsExactlyInAnyOrder("jsonl", "jsonl.gz", "json", "csv", "tsv", "jsonl with labels");
  }

  @Test
  void aWrongByteIsNamedWithItsRows() throws IOException {
    List<String> rows = rows();
    rows.set(130, rows.get(130).replace("130 + 130", "130 + 131"));
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong("anything.jsonl", "rows 101 to 200: content differs");
  }

  @Test
  void aMissingRowIsNamedWithItsCountAndPlace() throws IOException {
    List<String> rows = rows();
    rows.remove(220);
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong(
        "anything.jsonl", "249 rows, 250 expected; the first difference lies in rows 201 to 250");
  }

  @Test
  void rowsMissingOrTooManyAtTheBeginningAreNamedWhateverTheFilesName() throws IOException {
    List<String> rows = rows();
    rows.remove(3);
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong(
        "anything.jsonl", "249 rows, 250 expected; the first difference lies in rows 1 to 100");
    rows = rows();
    rows.add(40, rows.get(0));
    rows.add(50, rows.get(0));
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong(
        "anything.jsonl", "252 rows, 250 expected; the first difference lies in rows 1 to 100");
  }

  @Test
  void aRenamedColumnIsNamed() throws IOException {
    write(
        folder().resolve("sums/test.jsonl"),
        rows().stream().map(row -> row.replace("\"answer\"", "\"sum\"")).toList());
    assertWrong(
        "sums/test.jsonl", "column 'answer' is missing, 'sum' not of the set; found question, sum");
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    List<String> rows = rows();
    rows.set(7, "{\"question\": ");
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong("anything.jsonl", "row 8: the line is not JSON");
  }

  @Test
  void aValueOfAnotherTypeIsNamed() throws IOException {
    List<String> rows = rows();
    rows.set(7, rows.get(7).replace("14", "\"many\""));
    write(folder().resolve("anything.jsonl"), rows);
    assertWrong("anything.jsonl", "row 8: column 'answer' is \"many\", no bigint");
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    write(folder().resolve("sums/test-00000-of-00002.jsonl"), rows().subList(0, 200));
    assertWrong(
        "sums/test-00000-of-00002.jsonl", "1 of the 2 shards that the names announce are here");
    write(folder().resolve("sums/test-00001-of-00002.jsonl"), rows().subList(200, 250));
    assertThat(verify().findings()).extracting(FileFinding::state).containsExactly(State.VERIFIED);
  }

  @Test
  void whatIsNotPinnedIsSaidToBe() throws IOException {
    write(folder().resolve("sums/train.jsonl"), rows().subList(0, 90));
    assertThat(verify().findings())
        .extracting(FileFinding::state)
        .containsExactly(State.NOT_PINNED);
  }

  @Test
  void filesOfNoSetAreNotWrong() throws IOException {
    Files.writeString(folder().resolve("README.md"), "Sums,\nof the test.\n");
    Files.write(folder().resolve("model.bin"), new byte[] {0, 1, 2, 3});
    write(folder().resolve("sums/test/info.json"), List.of("{\"builder\": \"sums\"}"));
    assertThat(verify().findings()).extracting(FileFinding::state).containsOnly(State.UNKNOWN);
  }

  private void assertWrong(String path, String detail) throws IOException {
    List<FileFinding> findings = verify().findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).state()).isEqualTo(State.WRONG);
    assertThat(findings.get(0).path()).isEqualTo(path);
    assertThat(findings.get(0).split().label()).isEqualTo("sums test");
    assertThat(findings.get(0).detail()).contains(detail);
  }

  private FolderVerification verify() throws IOException {
    return FolderVerification.of(folder(), registry, FileForms.plain());
  }

  private Path folder() throws IOException {
    return Files.createDirectories(scratch.resolve("data"));
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      rows.add(
          "{\"question\": \"" + i + " + " + i + ", \\\"please\\\"\", \"answer\": " + 2 * i + "}");
    }
    return rows;
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
