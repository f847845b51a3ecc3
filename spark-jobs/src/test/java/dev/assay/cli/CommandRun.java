package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command that ran in this virtual machine.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(Object... arguments) {
    return withInput(new byte[0], arguments);
  }

  /** With these bytes as standard input. */
  static CommandRun withInput(byte[] input, Object... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(input));
      System.setOut(new PrintStream(output, false, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
      int exitCode = Assay.run(words);
      System.out.flush();
      return new CommandRun(
          exitCode,
          output.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Runs {@code evaluate} without Spark's web page. */
  public static CommandRun evaluate(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("evaluate", "--conf", "spark.ui.enabled=false"));
    words.addAll(Arrays.asList(arguments));
    return of(words.toArray());
  }

  /** The run's id, as printed by {@code evaluate}. */
  public String runId() {
    assertThat(exitCode).as(err).isZero();
    return out.lines()
        .filter(line -> line.startsWith("run "))
        .map(line -> line.split(" ")[1])
        .findFirst()
        .orElseThrow();
  }

  /** Copies a resource of the core's tests, which may lie in a jar, into a folder. */
  static Path copy(String resource, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = CommandRun.class.getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
    return file;
  }
}
