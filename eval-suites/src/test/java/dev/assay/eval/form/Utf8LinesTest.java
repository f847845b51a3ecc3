package dev.assay.eval.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8LinesTest {
  @TempDir Path folder;

  /** Line ends at, before and after the ends of the buffer, and characters across them. */
  @Test
  void linesAreWholeWhereverTheBufferEnds() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int length = random.nextInt(4) == 0 ? random.nextInt(150_000) : 65_530 + random.nextInt(9);
        lines.add("x".repeat(random.nextInt(4)) + "é".repeat(length / 2) + "x".repeat(length % 2));
      }
      String end = random.nextBoolean() ? "\n" : "\r\n";
      String text = String.join(end, lines) + (random.nextBoolean() ? end : "");
      assertThat(read(Files.writeString(folder.resolve("lines"), text))).isEqualTo(lines);
    }
  }

  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(SourceFile.of(file, List.of()))) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        read.add(line.text());
      }
    }
    return read;
  }
}
