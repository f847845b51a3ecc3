package dev.assay.core.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Renders templates of tasks, one after the other, that were parsed before: lines of {@code
 * template}, {@code document} and {@code expected}, those that are refused left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TemplateBenchmark {
  private record Case(Template template, Map<String, Object> variables) {}

  /** JSON lines, gzipped. */
  @Param("tasks.jsonl.gz")
  public String file;

  private final List<Case> cases = new ArrayList<>();
  private int next;

  /** Whoever renders wrongly is not timed. */
  @Setup
  public void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(file))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        if (!row.get("expected").isNull()) {
          Case one = of(row);
          if (!one.template.render(one.variables).equals(row.get("expected").asText())) {
            throw new IllegalStateException("differs: " + line);
          }
          cases.add(one);
        }
      }
    }
  }

  private static Case of(JsonNode row) {
    Map<String, Object> variables = new HashMap<>();
    row.get("document").properties().forEach(f -> variables.put(f.getKey(), f.getValue()));
    return new Case(
        Template.parse("template", row.get("template").asText(), Dialect.TASK), variables);
  }

  @Benchmark
  public String render() {
    Case one = cases.get(next);
    next = next + 1 == cases.size() ? 0 : next + 1;
    return one.template.render(one.variables);
  }
}
