package dev.assay.eval.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.eval.document.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}\n{\"a\":2}\n",
        "{\"a\":1}\n{\"a\":2}",
        "{\"a\":1}\r\n{\"a\":2}\r\n",
        "\n{\"a\":1}\n\n  \r\n\t\n{\"a\":2}\n\n",
        "\uFEFF{\"a\":1}\n{\"a\":2}\n",
        "\uFEFF\n{\"a\":1}\r\n{\"a\":2}"
      })
  void lineEndsBlankLinesAndAByteOrderMarkAreNoRows(String text) throws IOException {
    List<Document> rows = read("rows.jsonl", text.getBytes(StandardCharsets.UTF_8));
    assertThat(rows).extracting(Document::error).containsOnlyNulls();
    assertThat(rows).extracting(Document::number).containsExactly(0, 1);
    assertThat(rows).extracting(row -> row.fields().get("a").intValue()).containsExactly(1, 2);
  }

  @Test
  void textIsReadAsItIs() throws IOException {
    String text = "é \u2028 \u0085 \uFEFF 🦊";
    List<Document> rows =
        read("rows.json", ("{\"a\": \"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(rows.get(0).fields().get("a").textValue()).isEqualTo(text);
  }

  @Test
  void anEmptyFileHasNoRows() throws IOException {
    assertThat(read("rows.jsonl", new byte[0])).isEmpty();
    assertThat(read("mark.jsonl", "\uFEFF".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": }|the line is not JSON",
        "{\"a\": 1|the line is not JSON",
        "{\"a\": 1} {\"a\": 2}|the line is not JSON",
        "{\"a\": 1}, |the line is not JSON",
        "{\"a\": NaN}|the line is not JSON",
        "[1, 2]|the line is no JSON object",
        "\"a\"|the line is no JSON object",
        "null|the line is no JSON object",
        "not json at all|the line is not JSON"
      })
  void aBrokenLineIsARowThatSaysSo(String line, String error) throws IOException {
    String text = "{\"a\": 0}\n" + line + "\n{\"a\": 2}\n";
    List<Document> rows = read("rows.jsonl", text.getBytes(StandardCharsets.UTF_8));
    assertThat(rows).extracting(Document::broken).containsExactly(false, true, false);
    assertThat(rows.get(1).error()).startsWith(error).contains(line.substring(0, 3));
    assertThat(rows.get(1).fields()).isNull();
    assertThat(rows.get(2).number()).isEqualTo(2);
  }

  @Test
  void aLineThatIsNotUtf8IsARowThatSaysSo() throws IOException {
    byte[] bytes = "{\"a\": \"é\"}\n{\"a\": \"?\"}\n{}".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 6] = (byte) 0xE9;
    List<Document> rows = read("rows.jsonl", bytes);
    assertThat(rows)
        .extracting(Document::error)
        .containsExactly(null, "the line is not UTF-8", null);
  }

  @Test
  void aHugeLineIsARow() throws IOException {
    byte[] bytes = new byte[6_000_000];
    Arrays.fill(bytes, (byte) 'x');
    byte[] head = "{\"a\": \"".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(head, 0, bytes, 0, head.length);
    bytes[bytes.length - 2] = '"';
    bytes[bytes.length - 1] = '}';
    assertThat(read("rows.jsonl", bytes).get(0).fields().get("a").textValue())
        .hasSize(bytes.length - head.length - 2);
    bytes[bytes.length - 1] = ' ';
    assertThat(read("rows.jsonl", bytes).get(0).error()).hasSizeLessThan(500).endsWith("...");
  }

  @Test
  void nestingBeyondMeasureCostsItsRow() throws IOException {
    String text = "{\"a\": " + "[".repeat(5000) + "]".repeat(5000) + "}\n{}\n";
    List<Document> rows = read("rows.jsonl", text.getBytes(StandardCharsets.UTF_8));
    assertThat(rows).extracting(Document::broken).containsExactly(true, false);
  }

  @Test
  void compressedFilesAreRead() throws IOException {
    Path file = folder.resolve("rows.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFF{\"a\": 1}\r\n{\"a\": 2}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(FileForms.plain().read(file)).hasSize(2).noneMatch(Document::broken);
    byte[] whole = Files.readAllBytes(file);
    Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, 20));
    assertThatThrownBy(() -> FileForms.plain().read(cut)).isInstanceOf(IOException.class);
    Path plain = Files.writeString(folder.resolve("plain.jsonl.gz"), "{\"a\": 1}\n");
    assertThatThrownBy(() -> FileForms.plain().read(plain)).isInstanceOf(IOException.class);
  }

  private List<Document> read(String name, byte[] bytes) throws IOException {
    return FileForms.plain().read(Files.write(folder.resolve(name), bytes));
  }
}
