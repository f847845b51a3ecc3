package dev.assay.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.harness.HarnessAnswers;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.registry.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts that runs keep, logs of the reference harness and manifests of data sets: changed, each is
 * read or refused by the reader's documented exception; never another, a hang, or memory beyond a
 * multiple of the text. What was read can be written, and is the same when it is read again.
 */
class StoredTextsFuzzTest {
  private static final String[] WORDS = {
    "null", "[", "{\"a\":", "\"\"", "[]", "{}", "true", "\"\\ud800\"", "1e999", "-1", "\"kind\""
  };

  @TempDir private Path folder;

  @Test
  void specificationsOfRuns() {
    String sound = specification().json();
    Map<String, Integer> outcomes =
        Fuzzing.of("specification of a run", Mutations.ofTexts(List.of(sound), WORDS))
            .refusing(IllegalArgumentException.class)
            .run(
                bytes -> {
                  RunSpecification read = RunSpecification.parse(text(bytes));
                  assertThat(RunSpecification.parse(read.json()).json()).isEqualTo(read.json());
                  assertThat(read.runId()).hasSize(17);
                  read.ofTasks(Set.of("t"));
                });
    assertThat(outcomes).containsKeys("read", "IllegalArgumentException");
  }

  @Test
  void references() {
    List<String> sound =
        List.of(
            new Reference.RightChoices(List.of(1, 2), List.of("a", "b")).json(),
            new Reference.RightTexts(List.of("x"), List.of("a")).json(),
            "{\"kind\":\"instructions\",\"instructions\":[{\"id\":\"punctuation:no_comma\","
                + "\"arguments\":{\"n\":1}}]}",
            new Reference.Program("def f():", "f()").json(),
            new Reference.None().json());
    Map<String, Integer> outcomes =
        Fuzzing.of("reference of an item", Mutations.ofTexts(sound, WORDS))
            .refusing(IllegalArgumentException.class)
            .run(
                bytes -> {
                  Reference read = Reference.parse(text(bytes));
                  assertThat(Reference.parse(read.json()).json()).isEqualTo(read.json());
                });
    assertThat(outcomes).containsKeys("read", "IllegalArgumentException");
  }

  @Test
  void logsOfTheHarness() {
    Path file = folder.resolve("samples_t_2026-01-02T03-04-05.jsonl");
    Mutations mutations =
        Mutations.ofTexts(
            List.of(
                "{\"doc_id\":0,\"target\":\"1\",\"resps\":[[[-1.5,false]],[[\"-2.5\",\"True\"]]],"
                    + "\"prompt_hash\":\"ab\"}\n"
                    + "{\"doc_id\":1,\"target\":0,\"resps\":[[\"-inf\",\"False\"]],"
                    + "\"task\":\"u\",\"context\":\"Q\"}\n"),
            WORDS);
    Map<String, Integer> outcomes =
        Fuzzing.of("log of the harness", mutations)
            .allocating(32 << 20, 2000)
            .run(
                bytes -> {
                  Files.write(file, bytes);
                  HarnessAnswers.read(file);
                });
    assertThat(outcomes).containsKeys("read", "data");
  }

  @Test
  void manifestsOfDataSets() throws IOException {
    String sound;
    try (InputStream in = ManifestFile.class.getResourceAsStream("copa.yaml")) {
      sound = text(in.readAllBytes());
    }
    Map<String, Integer> outcomes =
        Fuzzing.of(
                "manifest of a data set",
                Mutations.ofTexts(
                    List.of(sound),
                    "&a ",
                    "*a",
                    "[",
                    "{a: ",
                    "- ",
                    "null",
                    "string",
                    "list<",
                    "\n"))
            .allocating(16 << 20, 400)
            .run(bytes -> ManifestFile.parse("fuzzed.yaml", text(bytes)));
    assertThat(outcomes).containsKeys("read", "usage");
    for (String nothing : List.of("null", "~", "# a comment")) {
      assertThatThrownBy(() -> ManifestFile.parse("nothing.yaml", nothing))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("manifest nothing.yaml cannot be used");
    }
    assertThatThrownBy(() -> Reference.parse("null")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static RunSpecification specification() {
    ScoringDefinition scoring =
        new ScoringDefinition(
            OutputType.GENERATE_UNTIL,
            List.of(
                new FilterDefinition(
                    "strict", List.of(new FilterDefinition.Step("take_first", Map.of())))),
            List.of(
                new MetricDefinition(
                    "exact_match", "mean", true, Map.of("ignore_case", BooleanNode.TRUE))),
            null);
    TaskSpecification task =
        new TaskSpecification(
            "t", "t", "3.0", "f", 5, 13, List.of(new DataFile("t/test.jsonl", "s", 13)), scoring);
    return new RunSpecification(
        "m",
        "t",
        1,
        "int8",
        List.of(task),
        List.<TaskGroup>of(),
        0,
        "SHOTS",
        8192,
        2,
        "SEQUENTIAL",
        1234,
        "Chat",
        true,
        false);
  }
}
