package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prompts as the published templates write them. */
class FamilyChatTemplateTest {
  @Test
  void gemmaTrimsWhatWasSaidAndCallsTheAssistantModel() {
    String prompt =
        FamilyChatTemplate.of("recurrent_gemma")
            .prompt(messages("user", " Hi.\u00a0\n", "assistant", "Yes? ", "user", "Why\nso?"));
    assertThat(prompt)
        .isEqualTo(
            "<start_of_turn>user\nHi.<end_of_turn>\n<start_of_turn>model\nYes?<end_of_turn>\n"
                + "<start_of_turn>user\nWhy\nso?<end_of_turn>\n<start_of_turn>model\n");
    assertThat(FamilyChatTemplate.of("gemma")).isEqualTo(FamilyChatTemplate.GEMMA);
  }

  @Test
  void mistralKeepsWhatWasSaid() {
    assertThat(
            FamilyChatTemplate.of("mistral")
                .prompt(messages("user", "Hi", "model", "Yes? ", "user", " Why?")))
        .isEqualTo("[INST] Hi [/INST]Yes? </s>[INST]  Why? [/INST]");
  }

  @Test
  void theSystemsTextStandsBeforeTheFirstUsers() {
    assertThat(FamilyChatTemplate.MISTRAL.prompt(messages("system", "Be brief.", "user", "Hi")))
        .isEqualTo("[INST] Be brief.\n\nHi [/INST]");
    assertThat(FamilyChatTemplate.GEMMA.prompt(messages("system", "Be brief.", "user", "Hi")))
        .isEqualTo("<start_of_turn>user\nBe brief.\n\nHi<end_of_turn>\n<start_of_turn>model\n");
  }

  @Test
  void whatIsNoConversationIsRefused() {
    refused("no message");
    refused("no user's message follows the system's", "system", "a");
    refused("no user's message follows the system's", "system", "a", "assistant", "b");
    refused("turn 1 is assistant, not user", "assistant", "a");
    refused("turn 2 is user, not assistant", "user", "a", "user", "b");
    refused("turn 2 is system, not assistant", "user", "a", "system", "b");
    refused("the last message is the assistant's", "user", "a", "assistant", "b");
    assertThatThrownBy(() -> messages("tool", "a")).hasMessageContaining("the role 'tool'");
    assertThatThrownBy(() -> messages(null, "a")).hasMessageContaining("the role 'null'");
    assertThatThrownBy(() -> FamilyChatTemplate.of("gpt2")).hasMessageContaining("gpt2");
  }

  private static void refused(String cause, String... messages) {
    assertThatThrownBy(() -> FamilyChatTemplate.GEMMA.prompt(messages(messages)))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("invalid_messages"))
        .hasMessageContaining(cause);
  }

  private static List<Message> messages(String... rolesAndContents) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < rolesAndContents.length; i += 2) {
      messages.add(new Message(Message.Role.named(rolesAndContents[i]), rolesAndContents[i + 1]));
    }
    return messages;
  }
}
