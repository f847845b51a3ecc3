package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands over rows as processes of their own, on a class path without Spark. */
class CommandProcessTest {
  @TempDir private Path scratch;

  @Test
  void aMegabyteOfTextInOneRowNeedsNoMoreHeapThanAPiece() throws Exception {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    Path input = scratch.resolve("rows.jsonl");
    String words = " Aster-on-Sand, the-Glass-Fen Brindlemoor";
    int repetitions = (1 << 20) / words.length() + 1;
    try (BufferedWriter out = Files.newBufferedWriter(input)) {
      out.write("{\"text\":\"");
      out.write(words.repeat(repetitions));
      out.write("\"}\n");
    }
    Path output = scratch.resolve("out.jsonl");
    Process process =
        start(
            "-Xmx300m",
            List.of(
                "score", "--threads", 1, "--model", model, "--input", input, "--output", output));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
    JsonNode row = new ObjectMapper().readTree(output.toFile());
    assertThat(row.get("bytes").intValue()).isEqualTo(repetitions * words.length());
    assertThat(row.get("tokens").intValue()).isEqualTo(3 * repetitions);
    assertThat(row.get("windows").intValue()).isEqualTo(1);
    assertThat(row.get("loglikelihood").doubleValue()).isNegative();
  }

  @Test
  void aKilledProcessLeavesNoOutputAndTheNextOneWritesIt() throws Exception {
    Path tokenizer = CommandRun.copy("/tokenizers/tiny/tokenizer.json", scratch);
    Path output = scratch.resolve("out.jsonl");
    Path partial = scratch.resolve("out.jsonl.partial");
    List<Object> command =
        List.of("tokenize", "--model", tokenizer, "--input", "-", "--output", output);
    Process process = start("-Xmx300m", command);
    byte[] row = "{\"text\":\"The island of Ombria\"}\n".getBytes(StandardCharsets.UTF_8);
    OutputStream in = process.getOutputStream();
    while (!Files.exists(partial) || Files.size(partial) < 1 << 17) {
      assertThat(process.isAlive()).as("still writes").isTrue();
      in.write(row);
    }
    process.destroyForcibly().waitFor();
    assertThat(output).doesNotExist();
    assertThat(partial).exists();

    CommandRun run = CommandRun.withInput(row, command.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(output)).hasSize(1);
    assertThat(partial).doesNotExist();
  }

  @Test
  void whoWaitsForAnAnswerBeforeTheNextRowGetsIt() throws Exception {
    Path tokenizer = CommandRun.copy("/tokenizers/tiny/tokenizer.json", scratch);
    List<Object> command =
        List.of("tokenize", "--model", tokenizer, "--input", "-", "--output", "-");
    Process process =
        builder("-Xmx300m", command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try (OutputStream in = process.getOutputStream()) {
      for (int i = 0; i < 3; i++) {
        in.write("{\"text\":\"a\"}\n".getBytes(StandardCharsets.UTF_8));
        in.flush();
        assertThat(out.readLine()).isEqualTo("{\"text\":\"a\",\"ids\":[667]}");
      }
      out.close();
      byte[] rows = "{\"text\":\"a\"}\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  in.write(rows);
                }
              })
          .as("it ends when nobody reads")
          .isInstanceOf(IOException.class);
      assertThat(process.waitFor()).isEqualTo(6);
    } catch (IOException e) {
      assertThat(process.exitValue()).as("closing its input: " + e).isEqualTo(6);
    }
  }

  private Process start(String heap, List<Object> arguments) throws IOException {
    return builder(heap, arguments)
        .redirectErrorStream(true)
        .redirectOutput(scratch.resolve("said.txt").toFile())
        .start();
  }

  private static ProcessBuilder builder(String heap, List<Object> arguments) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    !Path.of(entry)
                        .getFileName()
                        .toString()
                        .matches(".*(spark-[^j]|hadoop|scala).*"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                classPath,
                Assay.class.getName()));
    arguments.forEach(argument -> command.add(argument.toString()));
    return new ProcessBuilder(command);
  }

  private String said() throws IOException {
    return Files.readString(scratch.resolve("said.txt"));
  }
}
