package dev.assay.spark.internal.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.PromptEncoder;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changed line of a batch file is a request, or refused by an error of the row from which a
 * response can be written; never another exception, a hang, or memory beyond a multiple of it.
 */
class BatchFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void lines() {
    Tokenizer tokenizer = Tokenizers.open(SyntheticCheckpoint.gemma(folder, 1));
    PromptEncoder encoder =
        new PromptEncoder(
            tokenizer, OptionalInt.of(2), () -> ChatTemplate.of(Optional.empty(), "gemma"), 512);
    BatchResponse response = new BatchResponse(tokenizer, 1);
    Mutations mutations =
        Mutations.ofTexts(
            List.of(
                "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\","
                    + "\"body\":{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi"
                    + "\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"ho\"}"
                    + "]},{\"role\":\"user\",\"content\":\"x\"}],\"max_completion_tokens\":5,"
                    + "\"temperature\":0.5,\"top_p\":0.9,\"n\":2,\"stop\":[\"a\",\"b\"],"
                    + "\"logprobs\":true,\"skip_special_tokens\":false,\"chat_template_kwargs\":{\"a\":1},\"top_logprobs\":2,\"seed\":1,\"user\":\"u\"}}",
                "{\"custom_id\":\"b\",\"url\":\"/v1/completions\",\"body\":{\"prompt\":[1,2,3],"
                    + "\"max_tokens\":3,\"logprobs\":1,\"stop\":\"z\",\"top_k\":5,\"echo\":false,"
                    + "\"logit_bias\":{},\"presence_penalty\":0,\"best_of\":1,\"tools\":null}}"),
            "null",
            "[",
            "{\"a\":",
            "\"\"",
            "\"\\ud800\"",
            "\"system\"",
            "\"tool\"",
            "1e999999999",
            "-1",
            "[\"a\",null]",
            "[[1]]",
            "\"stream\":true,",
            "{\"type\":\"image_url\"}");
    Map<String, Integer> outcomes =
        Fuzzing.of("line of a batch file", mutations)
            .run(
                bytes -> {
                  String line = new String(bytes, StandardCharsets.UTF_8);
                  String id = null;
                  try {
                    JsonNode json = BatchRequest.parse(line);
                    id = json.path("custom_id").textValue();
                    BatchRequest request = BatchRequest.of(json, GenerationOptions.DEFAULT);
                    request.body().prompt(encoder, request.options().chatVariables());
                    request.options().withSeed(1);
                  } catch (AssayException e) {
                    assertThat(JSON.readTree(response.refusal(line, id, e)).has("response"))
                        .isTrue();
                    throw e;
                  }
                });
    assertThat(outcomes).containsKeys("read", "invalid_json", "invalid_field");
  }
}
