package dev.assay.core.generation;

import dev.assay.core.error.AssayException;
import dev.assay.core.tokenizer.ChatTemplateSource;
import java.util.List;
import java.util.Optional;

/** How a model was taught to read conversations. Safe for use by many threads. */
public interface ChatTemplate {
  /**
   * The prompt that the assistant's next message continues.
   *
   * @throws AssayException of kind REQUEST and code {@code invalid_messages} where the template
   *     takes no such conversation
   */
  String prompt(List<Message> messages);

  /**
   * The same template, told more. Families' own templates ask for nothing.
   *
   * @param variables what it may ask for beside the messages
   */
  default ChatTemplate with(ChatVariables variables) {
    return this;
  }

  /**
   * The template of a model's folder, else that of its family.
   *
   * @param source what the folder says; empty where it says nothing
   * @param family the configuration's {@code model_type}
   * @throws AssayException of kind MODEL for a source that is no template, of kind USAGE where
   *     there is no source and the family has none either
   */
  static ChatTemplate of(Optional<ChatTemplateSource> source, String family) {
    return source.isPresent() ? FolderChatTemplate.of(source.get()) : FamilyChatTemplate.of(family);
  }
}
