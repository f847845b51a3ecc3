package dev.assay.eval.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/**
 * Every changed data file is read, its broken rows in their places, or is an {@link IOException}
 * that names it; never another exception, a hang, or memory beyond a multiple of the file.
 */
class FileFormsFuzzTest {
  private static final String JSON_LINES =
      "{\"question\":\"why\\u00e9?\",\"choices\":[\"a\",\"b\"],\"label\":1}\n"
          + "{\"n\":1.5e3,\"deep\":{\"a\":[[1],{}]}}\r\n\nnull\n";
  private static final String JSON_DOCUMENT =
      "[{\"question\":\"q\",\"answer\":\"b\"},{\"question\":\"r\",\"answer\":null}]";
  private static final String JSON_DATA = "{\"version\":1,\"data\":[{\"a\":1},{\"b\":[2]}]}";
  private static final String JSON_ENTRIES = "{\"one\":{\"a\":1},\"two\":[3]}";
  private static final String CSV =
      "id,question,answer\n1,\"a \"\"quoted\"\", one\",b\n2,plain,\"two\nlines\"\n3,short\n";
  private static final String TSV = "id\tquestion\n1\t\"a\n2\tb\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "json", "csv", "tsv", "txt", "unnamed"})
  void files(String ending) {
    Mutations mutations =
        Mutations.ofTexts(
            switch (ending) {
              case "jsonl" -> List.of(JSON_LINES);
              case "json" -> List.of(JSON_DOCUMENT, JSON_DATA, JSON_ENTRIES);
              case "csv" -> List.of(CSV);
              case "tsv", "txt" -> List.of(TSV);
              default -> List.of(JSON_LINES, JSON_DOCUMENT, JSON_DATA, CSV, TSV);
            },
            "\n",
            "\r\n",
            "\"",
            ",",
            "\t",
            "\uFEFF",
            "{",
            "[",
            "{\"a\":",
            "null",
            "\\u0000",
            "\"\\ud800\"",
            "{}",
            "\n\n",
            "a,a\n");
    assertThat(fuzz(ending, mutations, "rows." + ending)).containsKey("read");
  }

  @Test
  void compressedFiles() throws IOException {
    Mutations mutations = Mutations.of(List.of(gzip(JSON_LINES), gzip("")), "\u001f");
    Map<String, Integer> outcomes = fuzz("gzip", mutations, "rows.jsonl.gz");
    assertThat(outcomes).containsKeys("read", "IOException");
  }

  private Map<String, Integer> fuzz(String name, Mutations mutations, String fileName) {
    Path file = folder.resolve(fileName);
    return Fuzzing.of("data file " + name, mutations)
        .refusing(IOException.class)
        // Of a file of lines of one byte each costs its own error: garbage of 1.5 KB.
        .allocating(32 << 20, 2000)
        .run(
            bytes -> {
              Files.write(file, bytes);
              try {
                for (Document row : FileForms.plain().read(file)) {
                  if (row.broken() == (row.fields() != null)
                      || row.broken() == (row.error() == null)) {
                    throw new AssertionError("a row is neither whole nor broken: " + row);
                  }
                }
              } catch (IOException e) {
                assertThat(e.getMessage()).contains(file.toString()).hasSizeLessThan(5000);
                throw e;
              }
            });
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
