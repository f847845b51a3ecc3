package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.tokenizer.ChatTemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that folders bring. */
class FolderChatTemplateTest {
  private static final String TURNS =
      "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}"
          + "{{ raise_exception('no system') }}{% endif %}[{{ m.role }}]{{ m.content | trim }}"
          + "{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}";

  @TempDir Path folder;

  @Test
  void theTokenizersConfigurationHasIt() throws IOException {
    configuration("{\"bos_token\": {\"content\": \"<s>\"}, \"chat_template\": \"" + TURNS + "\"}");
    assertThat(template().prompt(conversation(Message.Role.USER)))
        .isEqualTo("<s>[user]a[assistant]b[user]c[assistant]");
  }

  @Test
  void aFileOfItsOwnGoesFirst() throws IOException {
    configuration("{\"eos_token\": \"</s>\", \"chat_template\": \"the other\"}");
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{{ tools is none }}{{ documents is none }}{{ bos_token is defined }}{{ eos_token }}");
    assertThat(template().prompt(conversation(Message.Role.USER))).isEqualTo("TrueTrueFalse</s>");
  }

  @Test
  void ofNamedOnesTheDefaultCounts() throws IOException {
    configuration(
        "{\"chat_template\": [{\"name\": \"rag\", \"template\": \"r\"},"
            + "{\"name\": \"default\", \"template\": \"d\"}]}");
    assertThat(template().prompt(conversation(Message.Role.USER))).isEqualTo("d");
    configuration("{\"chat_template\": [{\"name\": \"rag\", \"template\": \"r\"}]}");
    assertThatThrownBy(this::template).hasMessageContaining("[rag]");
  }

  @Test
  void everyDayIsTheSame() throws IOException {
    configuration("{\"chat_template\": \"{{ strftime_now('%d %b %Y') }}\"}");
    assertThat(template().prompt(conversation(Message.Role.USER))).isEqualTo("26 Jul 2024");
  }

  @Test
  void whatItRefusesIsTheRequestsError() throws IOException {
    configuration("{\"chat_template\": \"" + TURNS + "\"}");
    assertThatThrownBy(() -> template().prompt(conversation(Message.Role.SYSTEM)))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("invalid_messages"))
        .hasMessageContaining("no system");
  }

  @Test
  void aBrokenOneIsTheModels() throws IOException {
    configuration("{\"chat_template\": \"{% for %}\"}");
    assertThatThrownBy(this::template)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining("tokenizer_config.json")
        .hasMessageContaining("line 1");
  }

  @Test
  void aFolderWithoutOneHasItsFamilys() {
    assertThat(template()).isEqualTo(FamilyChatTemplate.GEMMA);
  }

  private ChatTemplate template() {
    return ChatTemplate.of(ChatTemplateSource.read(folder), "gemma");
  }

  private void configuration(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
  }

  private static List<Message> conversation(Message.Role first) {
    return List.of(
        new Message(first, " a"),
        new Message(Message.Role.ASSISTANT, "b\n"),
        new Message(Message.Role.USER, "c"));
  }
}
