package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where prompts and references do not stand: in logs at INFO, in Spark's event log, of which its
 * pages are made, on the command's own lines, and in what a finished run leaves beside its tables.
 */
class PrivacyTest {
  private static final String SECRET = "xyzzyplugh";

  @TempDir private Path folder;
  private Path model;
  private Path events;
  private Path log;
  private FileAppender appender;
  private Level before;

  @BeforeEach
  void listen() throws IOException {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 3);
    events = Files.createDirectories(folder.resolve("events"));
    log = folder.resolve("spark.log");
    Logger root = (Logger) LogManager.getRootLogger();
    before = root.getLevel();
    appender =
        FileAppender.newBuilder()
            .setName("privacy")
            .withFileName(log.toString())
            .setLayout(PatternLayout.newBuilder().withPattern("%p %c %m%n%ex").build())
            .build();
    appender.start();
    root.addAppender(appender);
    Configurator.setRootLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    Logger root = (Logger) LogManager.getRootLogger();
    root.removeAppender(appender);
    appender.stop();
    Configurator.setRootLevel(before);
  }

  @Test
  void generationShowsNoPrompt() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      lines.add("{\"id\": %d, \"body\": \"%s %d\"}".formatted(i, SECRET, i));
    }
    lines.add("{\"id\": 7, \"body\": null}");
    Path input = Files.write(folder.resolve("rows.jsonl"), lines);
    Path output = folder.resolve("table");
    run(
        "generate",
        List.of("--input", input, "--output", output, "--prompt_column", "body", "--max_failed", 1),
        List.of("--max_new_tokens", 2, "--chunk_rows", 3));
    assertThat(output.resolve("_work")).doesNotExist();
    assertThat(holding(output)).allMatch(file -> file.startsWith("chunk-"));
  }

  @Test
  void evaluationShowsNoPromptAndNoReference() throws IOException {
    Path tasks = Files.createDirectories(folder.resolve("tasks"));
    Files.writeString(
        tasks.resolve("own.yaml"),
        """
        task: own
        dataset_path: json
        dataset_kwargs:
          data_files:
            test: own.jsonl
        test_split: test
        output_type: multiple_choice
        doc_to_text: "{{text}}:"
        doc_to_choice: ["few", "many"]
        doc_to_target: right
        metric_list:
          - metric: acc
        """);
    Files.writeString(
        tasks.resolve("own.jsonl"),
        """
        {"text": "%1$s one", "right": 0}
        {"text": "%1$s two", "right": 1}
        {"text": "%1$s three"}
        """
            .formatted(SECRET));
    Path output = folder.resolve("output");
    run(
        "evaluate",
        List.of("--tasks", "own", "--include_path", tasks, "--output", output, "--max_failed", 1),
        List.of("--no_harness_files"));
    assertThat(output.resolve("_work")).doesNotExist();
    assertThat(holding(output)).isEmpty();
  }

  @Test
  void promptsOfSafetySetsAreShownNowhere() throws IOException {
    Path prompts =
        Files.writeString(
            folder.resolve("own.jsonl"),
            """
            {"prompt": "%1$s one", "category": "boats", "label": "safe"}
            {"prompt": "%1$s two", "category": "deeds", "label": "unsafe"}
            {"prompt": "%1$s three", "label": "both"}
            """
                .formatted(SECRET));
    Path output = folder.resolve("output");
    run(
        "evaluate",
        List.of("--tasks", "prompts:" + prompts, "--output", output, "--max_failed", 1),
        List.of("--no_harness_files", "--max_length", 24));
    assertThat(output.resolve("subsets")).isDirectory();
    assertThat(output.resolve("_work")).doesNotExist();
    assertThat(holding(output)).isEmpty();
  }

  private void run(String command, List<Object> own, List<Object> more) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of(command, "--model", model, "--master", "local[2]"));
    words.addAll(own);
    words.addAll(more);
    for (String setting :
        List.of(
            "spark.ui.enabled=false",
            "spark.eventLog.enabled=true",
            "spark.eventLog.compress=false",
            "spark.eventLog.dir=" + events.toUri())) {
      words.addAll(List.of("--conf", setting));
    }
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    assertThat(Files.readString(log)).contains("INFO").doesNotContain(SECRET);
    assertThat(holding(folder.resolve("events"))).isEmpty();
    try (Stream<Path> files = Files.walk(events)) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  /** Names of files in which the secret stands as it is. */
  private static List<String> holding(Path folder) throws IOException {
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(SECRET)) {
          holding.add(file.getFileName().toString());
        }
      }
    }
    return holding;
  }
}
