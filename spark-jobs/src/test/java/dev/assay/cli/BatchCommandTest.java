package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch file in OpenAI's form goes through and comes back. */
class BatchCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void write() {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 34);
  }

  @Test
  void hundredRequestsComeBack(@TempDir Path work) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(i % 2 == 0 ? chat(i) : completion(i));
    }
    Map<String, JsonNode> answers = run(work, lines, 0, "output.jsonl");
    assertThat(answers).hasSize(100);
    JsonNode first = answers.get("request-0");
    assertThat(first.path("id").asText()).startsWith("batch_req_");
    assertThat(first.path("error").isNull()).isTrue();
    assertThat(first.at("/response/status_code").asInt()).isEqualTo(200);
    JsonNode body = first.at("/response/body");
    assertThat(body.path("object").asText()).isEqualTo("chat.completion");
    assertThat(body.path("model").asText()).isEqualTo("some-model");
    assertThat(body.at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(body.at("/usage/completion_tokens").asInt()).isBetween(1, 7);
    JsonNode second = answers.get("request-1").at("/response/body");
    assertThat(second.path("choices")).hasSize(2);
    assertThat(second.at("/choices/1/logprobs/token_logprobs")).isNotEmpty();
    assertThat(second.at("/choices/0/text")).isNotEqualTo(second.at("/choices/1/text"));
    assertThat(work.resolve("output/errors.jsonl")).isEmptyFile();
  }

  @Test
  void whatCannotBeAnsweredIsRefusedByName(@TempDir Path work) throws IOException {
    List<String> lines =
        List.of(
            chat(1),
            "{\"custom_id\":\"tools\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":"
                + "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"a\":1}]}}",
            "{\"custom_id\":\"url\",\"url\":\"/v1/embeddings\",\"body\":{}}",
            "{\"custom_id\":\"hot\",\"url\":\"/v1/completions\",\"body\":{\"prompt\":\"a\",\"temperature\":-1}}",
            "no json",
            "{\"url\":\"/v1/completions\",\"body\":{\"prompt\":\"a\"}}");
    Map<String, JsonNode> errors = run(work, lines, 5, "errors.jsonl");
    assertThat(errors).containsOnlyKeys("tools", "url", "hot", "null");
    assertThat(message(errors.get("tools"))).contains("the field 'tools' is not supported");
    assertThat(message(errors.get("url"))).contains("url is '/v1/embeddings'");
    assertThat(message(errors.get("hot"))).contains("temperature is -1");
    assertThat(errors.get("hot").at("/response/status_code").asInt()).isEqualTo(400);
    assertThat(Files.readAllLines(work.resolve("output/errors.jsonl"))).hasSize(5);
    assertThat(Files.readAllLines(work.resolve("output/output.jsonl"))).hasSize(1);
  }

  private static String message(JsonNode line) {
    return line.at("/response/body/error/message").asText();
  }

  private static String chat(int i) {
    ObjectNode line = JSON.createObjectNode().put("custom_id", "request-" + i);
    line.put("method", "POST").put("url", "/v1/chat/completions");
    ObjectNode body = line.putObject("body").put("model", "some-model").put("max_tokens", 7);
    body.putArray("messages").addObject().put("role", "user").put("content", "river " + i);
    return line.toString();
  }

  private static String completion(int i) {
    ObjectNode line = JSON.createObjectNode().put("custom_id", "request-" + i);
    line.put("method", "POST").put("url", "/v1/completions");
    line.putObject("body")
        .put("model", "some-model")
        .put("prompt", "stone " + i)
        .put("max_tokens", 9)
        .put("n", 2)
        .put("logprobs", 1)
        .put("seed", 7);
    return line.toString();
  }

  /** The lines of a file that came back, by custom_id. */
  private static Map<String, JsonNode> run(Path work, List<String> lines, int failed, String file)
      throws IOException {
    Path input = Files.write(work.resolve("requests.jsonl"), lines);
    Path output = work.resolve("output");
    CommandRun run =
        CommandRun.of(
            "batch",
            "--model",
            model,
            "--input",
            input,
            "--output",
            output,
            "--max_failed",
            failed,
            "--conf",
            "spark.ui.enabled=false",
            "--master",
            "local[2]");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Map<String, JsonNode> found = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve(file))) {
      JsonNode json = JSON.readTree(line);
      found.put(json.path("custom_id").asText(), json);
    }
    return found;
  }
}
