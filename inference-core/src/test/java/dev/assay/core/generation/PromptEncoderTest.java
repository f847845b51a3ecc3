package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.tokenizer.ChatTemplateSource;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations become ids with special tokens found and one BOS. */
class PromptEncoderTest {
  private static final List<Message> HELLO = List.of(new Message(Message.Role.USER, "hello"));

  @ParameterizedTest
  @CsvSource({"byte-level-llama3, <|end|>", "tiny, <bos>", "sentencepiece, <s>"})
  void beginStandsOnceWhetherTheTemplateWritesItOrNot(String name, String begin)
      throws URISyntaxException {
    Tokenizer tokenizer =
        Tokenizers.open(Path.of(getClass().getResource("/tokenizers/" + name).toURI()));
    int id = tokenizer.id(begin).orElseThrow();
    int[] bare = encoder(tokenizer, id, "{{ messages[0].content }}").messages(HELLO, none());
    int[] written =
        encoder(tokenizer, id, "{{ bos_token }}{{ messages[0].content }}").messages(HELLO, none());
    assertThat(written).startsWith(id).isEqualTo(bare);
    assertThat(Arrays.stream(bare).filter(one -> one == id).count()).isEqualTo(1);
    int[] within =
        encoder(tokenizer, id, "a{{ bos_token }}{{ messages[0].content }}{{ bos_token }}")
            .messages(HELLO, none());
    assertThat(Arrays.stream(within).filter(one -> one == id).count()).isEqualTo(3);
  }

  @Test
  void templatesAreToldVariables() throws URISyntaxException {
    Tokenizer tokenizer =
        Tokenizers.open(Path.of(getClass().getResource("/tokenizers/tiny").toURI()));
    PromptEncoder encoder =
        encoder(
            tokenizer,
            2,
            "{% if enable_thinking is defined and enable_thinking is false %}no{% else %}yes"
                + "{% endif %} {{ names | tojson if names else '' }}{{ messages | length }}");
    assertThat(tokenizer.decode(encoder.messages(HELLO, none()))).isEqualTo("<bos>yes 1");
    ChatVariables told =
        ChatVariables.of("{\"names\": [1, 2.5, null, \"x\"], \"enable_thinking\": false}");
    assertThat(told.json()).isEqualTo("{\"enable_thinking\":false,\"names\":[1,2.5,null,\"x\"]}");
    assertThat(tokenizer.decode(encoder.messages(HELLO, told)))
        .isEqualTo("<bos>no [1, 2.5, null, \"x\"]1");
    assertThat(tokenizer.decode(encoder.messages(HELLO, none()))).isEqualTo("<bos>yes 1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "[1],no JSON object",
        "5,no JSON object",
        "{,no JSON",
        "{}{},no JSON",
        "{\"messages\":[]},what messages is",
        "{\"add_generation_prompt\":false},what add_generation_prompt is"
      })
  void refusesWhatIsNoObjectOfVariables(String text, String named) {
    assertThatThrownBy(() -> ChatVariables.of(text))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("invalid_parameter"))
        .hasMessageContainingAll("chat_template_kwargs", named);
  }

  private static ChatVariables none() {
    return ChatVariables.NONE;
  }

  private static PromptEncoder encoder(Tokenizer tokenizer, int begin, String template) {
    String written = tokenizer.decode(new int[] {begin});
    ChatTemplateSource source =
        new ChatTemplateSource(
            Path.of("chat_template.jinja"),
            template,
            Map.of("bos_token", written.isEmpty() ? "<s>" : written));
    return new PromptEncoder(
        tokenizer, OptionalInt.of(begin), () -> ChatTemplate.of(Optional.of(source), ""), 1000);
  }
}
