package dev.assay.eval.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.eval.document.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFormsTest {
  @TempDir Path folder;

  /** What bytes say goes before what a name says; where they say nothing, the name decides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows.jsonl|{\"a\": 1}~{\"a\": 2}|jsonl",
        "rows.csv|{\"a\": 1}~{\"a\": 2}|jsonl",
        "rows|{\"a\": 1}~{\"a\": 2}|jsonl",
        "rows.jsonl|not JSON~{\"a\": 2}|jsonl",
        "rows.json|[{\"a\": 1}, {\"a\": 2}]|json",
        "rows.jsonl|[~  {\"a\": 1}, {\"a\": 2}~]|json",
        "rows.json|{~  \"x\": 1,~  \"y\": 2~}|json",
        "rows.json|{~  \"version\": \"1\", \"data\": [{\"a\": 1}, {\"a\": 2}]~}|json",
        "rows.csv|a,b~1,2~3,4|csv",
        "rows.tsv|a\tb~1\t2~3\t4|tsv",
        "rows.txt|a,b~1,2|text",
        "rows|a,b~1,2~3,4|csv"
      })
  void formsAreToldApart(String name, String text, String form) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text.replace('~', '\n'));
    FileForms.Rows rows = FileForms.plain().rows(file);
    assertThat(rows.form().label()).isEqualTo(form);
    assertThat(rows.documents()).hasSize(2);
  }

  /** Without the name the file may be text with commas in it. */
  @Test
  void aRowWithMoreValuesThanColumnsIsBrokenWhereTheNameSaysThatItIsOne() throws IOException {
    String text = "a,b\n1,2,\"3\n3\",4\n5,6\n7,8,9";
    List<Document> rows = FileForms.plain().read(Files.writeString(folder.resolve("a.csv"), text));
    assertThat(rows).extracting(Document::broken).containsExactly(true, false, true);
    assertThat(rows).extracting(Document::number).containsExactly(0, 1, 2);
    assertThat(rows.get(0).error())
        .isEqualTo("the row has more than the 2 values of the first line");
    assertThat(rows.get(1).fields()).hasToString("{\"a\":\"5\",\"b\":\"6\"}");
    Path unnamed = Files.writeString(folder.resolve("a"), text);
    assertThat(FileForms.plain().rows(unnamed).form().label()).isEqualTo("text");
  }

  @Test
  void theRowsOfAnArrayKeepTheirPlaces() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "[{\"n\": 0}, 7, {\"n\": 2}]");
    List<Document> rows = FileForms.plain().read(file);
    assertThat(rows).extracting(Document::broken).containsExactly(false, true, false);
    assertThat(rows).extracting(Document::number).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[{\"a\": 1}, {\"a\"", "[{\"a\": 1}] []", "{~\"a\": 1~} {", "{~\"a\":~"})
  void aDamagedDocumentIsAnErrorThatNamesTheFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), text.replace('~', '\n'));
    assertThatThrownBy(() -> FileForms.plain().read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void bytesOfNoFormAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.jsonl"), new byte[] {0, 1, 2, 3});
    assertThatThrownBy(() -> FileForms.plain().read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no known form");
  }

  @Test
  void linesOfTextAreRowsBlankOnesToo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "one\n\n  two \r\nthree");
    assertThat(FileForms.plain().read(file))
        .extracting(row -> row.fields().get("text").textValue())
        .containsExactly("one", "", "  two ", "three");
  }

  @Test
  void aLineBeyondTheBoundIsTold() throws IOException {
    byte[] text = ("short\n" + "x".repeat(200_000) + "\nlast").getBytes(StandardCharsets.UTF_8);
    try (Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream(text), 100_000)) {
      assertThat(lines.next().text()).isEqualTo("short");
      Utf8Lines.Line line = lines.next();
      assertThat(line.text()).isNull();
      assertThat(line.error()).isEqualTo("has 200,000 bytes, 100,000 are the most");
      assertThat(lines.next().text()).isEqualTo("last");
      assertThat(lines.next()).isNull();
    }
  }
}
