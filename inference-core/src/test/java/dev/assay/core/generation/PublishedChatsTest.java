package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.testing.SharedFolder;
import dev.assay.core.tokenizer.ChatTemplateSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations in the templates that families publish, as jinja2 renders them. */
class PublishedChatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** SmolLM2's rules in this project's own words: a default system's turn, and nothing trimmed. */
  private static final String SMOLLM2 =
      "{%- if not messages or messages[0].role != 'system' -%}<|im_start|>system\n"
          + "You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n{% endif %}"
          + "{% for m in messages %}{{ '<|im_start|>%s\n%s<|im_end|>\n' % (m.role, m.content) }}"
          + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{{ '' }}{% endif %}";

  @ParameterizedTest
  @CsvSource({
    "qwen2.5, trl/qwen2_5, {}, 8",
    "qwen3, trl/qwen3, {}, 8",
    "qwen3-no-thinking, trl/qwen3, {\"enable_thinking\":false}, 8",
    "llama3.1, trl/llama3_1, {}, 8",
    "llama3.2-dated, trl/llama3_1, '{\"date_string\":\"26 Jul 2024\"}', 8",
    "gemma2, trl/gemma_training, {}, 8",
    "phi3.5, trl/phi3_5, {}, 8",
    "smollm2, , {}, 8"
  })
  void conversations(String name, String template, String variables, int conversations)
      throws IOException {
    Path chats = SharedFolder.path("goldens/families/chat/chats.jsonl");
    String source = template == null ? SMOLLM2 : published(template);
    int compared = 0;
    for (String line : Files.readAllLines(chats)) {
      JsonNode chat = JSON.readTree(line);
      if (!chat.get("template").asText().equals(name)) {
        continue;
      }
      compared++;
      ChatTemplate rendered = template(source, chat.get("bos_token").asText());
      ChatTemplate told = rendered.with(ChatVariables.of(variables));
      List<Message> messages = messages(chat.get("messages"));
      if (chat.has("error")) {
        assertThatThrownBy(() -> told.prompt(messages))
            .isInstanceOf(AssayException.class)
            .hasMessageContaining(chat.get("error").asText());
      } else {
        assertThat(told.prompt(messages)).isEqualTo(chat.get("prompt").asText());
      }
    }
    assertThat(compared).isEqualTo(conversations);
  }

  private static ChatTemplate template(String source, String begin) {
    return ChatTemplate.of(
        Optional.of(
            new ChatTemplateSource(
                Path.of("chat_template.jinja"), source, Map.of("bos_token", begin))),
        "");
  }

  private static List<Message> messages(JsonNode array) {
    List<Message> messages = new ArrayList<>();
    array.forEach(
        node ->
            messages.add(
                new Message(
                    Message.Role.named(node.get("role").asText()), node.get("content").asText())));
    return messages;
  }

  /** The text of a template, by a name that the goldens of Jinja know it by. */
  private static String published(String name) throws IOException {
    Path file = SharedFolder.path("goldens/jinja/chat.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        JsonNode row = JSON.readTree(line);
        for (JsonNode known : row.get("names")) {
          if (known.asText().equals(name)) {
            return row.get("template").asText();
          }
        }
      }
    }
    throw new AssertionError("no template " + name);
  }
}
