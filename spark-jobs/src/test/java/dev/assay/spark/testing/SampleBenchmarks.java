package dev.assay.spark.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Benchmark data in Hugging Face's column form, of words without sense; equal for equal seeds. */
public final class SampleBenchmarks {
  private static final List<String> WORDS =
      List.of(
          "river", "stone", "the", "a", "under", "quickly", "lamp", "carries", "seven", "blue",
          "window", "and", "mends", "old", "boat", "with", "wool", "near", "green", "hill");

  private final ObjectMapper json = new ObjectMapper();
  private final Random random;

  private SampleBenchmarks(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Writes MMLU (two subjects of so many questions, with five solved ones each), HellaSwag and PIQA
   * (so many items each).
   */
  public static Path write(Path folder, int items) {
    SampleBenchmarks benchmarks = new SampleBenchmarks(7);
    for (String subject : List.of("anatomy", "virology")) {
      benchmarks.lines(folder.resolve("mmlu/dev/" + subject + ".jsonl"), 5, benchmarks::question);
      benchmarks.lines(
          folder.resolve("mmlu/test/" + subject + ".jsonl"), items, benchmarks::question);
    }
    benchmarks.lines(folder.resolve("hellaswag/validation.jsonl"), items, benchmarks::story);
    benchmarks.lines(folder.resolve("piqa/validation.jsonl"), items, benchmarks::goal);
    return folder;
  }

  private interface Row {
    ObjectNode make();
  }

  private void lines(Path file, int count, Row row) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(row.make().toString());
    }
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode question() {
    ObjectNode row = json.createObjectNode().put("question", words(6, 14) + "?");
    ArrayNode choices = row.putArray("choices");
    for (int i = 0; i < 4; i++) {
      choices.add(words(1, 4));
    }
    return row.put("answer", random.nextInt(4));
  }

  private ObjectNode story() {
    ObjectNode row = json.createObjectNode().put("activity_label", words(1, 2));
    row.put("ctx_a", words(5, 12) + ".").put("ctx_b", words(1, 2));
    ArrayNode endings = row.putArray("endings");
    for (int i = 0; i < 4; i++) {
      endings.add(words(3, 9) + ".");
    }
    return row.put("label", String.valueOf(random.nextInt(4)));
  }

  private ObjectNode goal() {
    ObjectNode row = json.createObjectNode().put("goal", words(3, 9) + "?");
    String common = words(2, 5);
    row.put("sol1", common + " " + words(2, 5) + ".").put("sol2", common + " " + words(2, 5) + ".");
    return row.put("label", random.nextInt(2));
  }

  private String words(int least, int most) {
    StringBuilder text = new StringBuilder();
    int count = least + random.nextInt(most - least + 1);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
