package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a command printed, and its exit code.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs a command in this virtual machine. */
  public static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int exitCode = Assay.run(new PrintWriter(out), new PrintWriter(err), words);
    return new CommandRun(exitCode, out.toString(), err.toString());
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
}
