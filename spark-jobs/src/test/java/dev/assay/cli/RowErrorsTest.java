package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with rows, files and options, and what it costs. */
class RowErrorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = "{\"context_ids\":[2,5],\"continuations_ids\":[[7]]}";

  @TempDir private Path scratch;
  private Path model;

  @BeforeEach
  void makeModel() {
    model = SyntheticCheckpoint.gemma(scratch.resolve("model"), 1);
  }

  @Test
  void aBrokenRowCostsItselfAlone() throws IOException {
    String long512 = IntStream.range(0, 512).mapToObj(i -> "5").toList().toString();
    String[][] broken = {
      {"{\"context_ids\":[2]", "not_a_json_object"},
      {"{\"context_ids\":[2]} {}", "not_a_json_object"},
      {"[1]", "not_a_json_object"},
      {"{\"text\":\"x\",\"a\":1e99999999999}", "not_a_json_object"},
      {"\0\0\0\0\"text\":", "not_a_json_object"},
      {"null", "not_a_json_object"},
      {"{\"a\":1,\"a\":2,\"text\":\"x\"}", "not_a_json_object"},
      {"{\"text\":\"x\",\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}", "not_a_json_object"},
      {"{\"id\":1}", "missing_field"},
      {"{\"text\":null}", "missing_field"},
      {"{\"context\":\"x\"}", "missing_field"},
      {"{\"context_ids\":[2]}", "missing_field"},
      {"{\"text\":\"x\",\"context\":\"x\",\"continuations\":[\"y\"]}", "ambiguous_row"},
      {"{\"text\":[\"x\"]}", "wrong_field"},
      {"{\"context\":7,\"continuations\":[\"y\"]}", "wrong_field"},
      {"{\"context\":\"x\",\"continuations\":\"y\"}", "wrong_field"},
      {"{\"context\":\"x\",\"continuations\":[]}", "wrong_field"},
      {"{\"context\":\"x\",\"continuations\":[null]}", "wrong_field"},
      {"{\"context_ids\":[2.5],\"continuations_ids\":[[7]]}", "wrong_field"},
      {"{\"context_ids\":[99999999999],\"continuations_ids\":[[7]]}", "wrong_field"},
      {"{\"context_ids\":[2],\"continuations_ids\":[7]}", "wrong_field"},
      {"{\"context_ids\":[2],\"continuations_ids\":[[704]]}", "unknown_token"},
      {"{\"context_ids\":[-1],\"continuations_ids\":[[7]]}", "unknown_token"},
      {"{\"context_ids\":[],\"continuations_ids\":[[7]]}", "empty_context"},
      {"{\"context_ids\":[2],\"continuations_ids\":[[7],[]]}", "empty_continuation"},
      {"{\"context\":\"x\",\"continuations\":[\"\"]}", "empty_continuation"},
      {"{\"text\":\"\"}", "empty_text"},
      {"{\"context_ids\":" + long512 + ",\"continuations_ids\":[[7],[7,7]]}", "too_long"},
    };
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String[] row : broken) {
      input.writeBytes((GOOD + "\r\n\r\n  \n" + row[0] + "\n").getBytes(StandardCharsets.UTF_8));
    }
    input.writeBytes("{\"text\":\"".getBytes(StandardCharsets.UTF_8));
    input.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe});
    input.writeBytes(("\"}\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    CommandRun run = score(input.toByteArray(), "--max_failed", String.valueOf(broken.length + 1));

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2 * broken.length + 2);
    JsonNode good = JSON.readTree(lines.get(0)).get("loglikelihoods");
    assertThat(good).hasSize(1);
    for (int i = 0; i < broken.length; i++) {
      JsonNode row = JSON.readTree(lines.get(2 * i + 1));
      assertThat(JSON.readTree(lines.get(2 * i)).get("loglikelihoods")).isEqualTo(good);
      assertThat(row.path("error").path("code").textValue())
          .as("%s\n%s", broken[i][0], row)
          .isEqualTo(broken[i][1]);
      assertThat(row.get("error").get("message").textValue()).isNotEmpty();
      if (broken[i][1].equals("not_a_json_object")) {
        assertThat(row.get("line").intValue()).isEqualTo(4 * i + 4);
      } else {
        JsonNode given = JSON.readTree(broken[i][0]);
        given
            .fieldNames()
            .forEachRemaining(field -> assertThat(row.get(field)).isEqualTo(given.get(field)));
      }
    }
    assertThat(lines.get(2 * broken.length)).contains("not_a_json_object", "UTF-8");
    assertThat(JSON.readTree(lines.get(2 * broken.length + 1)).get("loglikelihoods"))
        .isEqualTo(good);
    assertThat(run.err())
        .contains((2 * broken.length + 2) + " rows, " + (broken.length + 1) + " failed");
  }

  /** Longer than the bound, and than the heap would take as a text. */
  @Test
  void lineWithoutEndIsTheRowsOwnError() throws IOException {
    Path input = scratch.resolve("long.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input))) {
      out.write((GOOD + "\n{\"text\":\"").getBytes(StandardCharsets.UTF_8));
      byte[] piece = "a long text ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 90; i++) {
        out.write(piece);
      }
      out.write(("\"}\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    }
    Path output = scratch.resolve("out.jsonl");
    CommandRun run = score(input, output, "--max_failed", "1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(3);
    assertThat(JSON.readTree(lines.get(1)).at("/error/code").textValue())
        .isEqualTo("line_too_long");
    assertThat(lines.get(1)).contains("67,108,864 at most");
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
  }

  @Test
  void tooManyFailuresEndTheCommandAfterTheLastRow() throws IOException {
    byte[] rows = (GOOD + "\n{}\n" + GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_8);
    for (String allowed : List.of("1", "0.25", "1e6")) {
      assertThat(score(rows, "--max_failed", allowed).exitCode()).isZero();
    }
    Path input = Files.write(scratch.resolve("rows.jsonl"), rows);
    for (String[] fewer : new String[][] {{}, {"--max_failed=0.2"}}) {
      Path output = scratch.resolve("out" + fewer.length + ".jsonl");
      CommandRun run = score(input, output, fewer);
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .contains("4 rows, 1 failed", "1 of 4 rows failed: allowed are ", "line 2: ");
      assertThat(Files.readAllLines(output)).hasSize(4);
    }
  }

  @Test
  void anExistingOutputIsRefusedAndKept() throws IOException {
    Path input = Files.writeString(scratch.resolve("rows.jsonl"), GOOD);
    Path output = Files.writeString(scratch.resolve("out.jsonl"), "mine");
    CommandRun run = score(input, output);
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains(output + " exists", "never overwritten", "--output");
    assertThat(output).hasContent("mine");
    CommandRun tokenized =
        CommandRun.of("tokenize", "--model", model, "--input", input, "--output", output);
    assertThat(tokenized.exitCode()).isEqualTo(6);
    assertThat(output).hasContent("mine");
  }

  @Test
  void anOutputThatIsBeingWrittenIsRefusedAndALeftOneReplaced() throws IOException {
    Path input = Files.writeString(scratch.resolve("rows.jsonl"), GOOD);
    Path output = scratch.resolve("out.jsonl");
    Path partial = Files.writeString(scratch.resolve("out.jsonl.partial"), "left\n".repeat(1000));
    try (FileChannel other = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      other.lock();
      CommandRun run = score(input, output);
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).contains("another process writes " + partial);
      assertThat(output).doesNotExist();
    }
    assertThat(score(input, output).exitCode()).isZero();
    assertThat(Files.readAllLines(output)).hasSize(1);
    assertThat(partial).doesNotExist();
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    Path input = Files.writeString(scratch.resolve("rows.jsonl"), GOOD);
    Path output = scratch.resolve("out.jsonl");
    Path nowhere = scratch.resolve("nowhere");
    assertFails(5, score(nowhere, output), nowhere + ": there is no such file", "standard input");
    assertFails(5, score(scratch, output), scratch + ": it is a folder");
    assertFails(6, score(input, nowhere.resolve("out.jsonl")), "cannot write", "nowhere");
    assertFails(2, score(input, output, "--kernels", "vectr512"), "--kernels is", "vector512");
    assertFails(2, score(input, output, "--max_length", "513"), "max_length is 513", "512");
    assertFails(2, score(input, output, "--threads=-1"), "--threads is '-1'");
    assertFails(2, score(input, output, "--max_failed", "-1"), "max_failed is -1");
    assertFails(2, score(input, output, "--max_failed", "few"), "few");
    assertFails(
        4,
        CommandRun.of("score", "--model", nowhere, "--input", input, "--output", output),
        "no model folder");
    assertFails(
        4,
        CommandRun.of("tokenize", "--model", nowhere, "--input", input, "--output", output),
        "no tokenizer at");
    assertFails(
        2,
        CommandRun.of(
            "tokenize",
            "--model",
            model,
            "--bos",
            "--decode",
            "--input",
            input,
            "--output",
            output),
        "mutually exclusive");
    Files.delete(model.resolve("tokenizer.json"));
    Path texts = Files.writeString(scratch.resolve("texts.jsonl"), GOOD + "\n{\"text\":\"x\"}\n");
    assertFails(4, score(texts, output), "no tokenizer at " + model);
    assertThat(output).doesNotExist();
  }

  private static void assertFails(int exitCode, CommandRun run, String... said) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains(said);
  }

  private CommandRun score(byte[] input, String... more) {
    return CommandRun.withInput(input, arguments("-", "-", more));
  }

  private CommandRun score(Path input, Path output, String... more) {
    return CommandRun.of(arguments(input.toString(), output.toString(), more));
  }

  private Object[] arguments(String input, String output, String... more) {
    List<Object> arguments =
        new java.util.ArrayList<>(
            List.of("score", "--model", model, "--input", input, "--output", output));
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }
}
