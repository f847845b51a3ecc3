package dev.assay.core.generation;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.family.Families;
import dev.assay.core.family.TextRules.Conversation;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;

/**
 * The templates of families, for folders that bring none: the chat_template of the published
 * tokenizers, without BOS, which whoever encodes the prompt puts before it. None of the families
 * knows a system role: its text stands before the first user's, an empty line between them.
 */
enum FamilyChatTemplate implements ChatTemplate {
  /** {@code google/recurrentgemma-2b-it}, {@code google/gemma-1.1-2b-it}: tokenizer_config.json. */
  GEMMA {
    @Override
    String turn(Message message) {
      String role = message.role() == Message.Role.USER ? "user" : "model";
      String content = PythonText.strip(message.content());
      return "<start_of_turn>" + role + "\n" + content + "<end_of_turn>\n";
    }

    @Override
    String opening() {
      return "<start_of_turn>model\n";
    }
  },
  /** {@code mistralai/Mistral-7B-Instruct-v0.2}: tokenizer_config.json. */
  MISTRAL {
    @Override
    String turn(Message message) {
      return message.role() == Message.Role.USER
          ? "[INST] " + message.content() + " [/INST]"
          : message.content() + "</s>";
    }

    @Override
    String opening() {
      return "";
    }
  };

  /** A user's or an assistant's turn. */
  abstract String turn(Message message);

  /** What the assistant's answer begins with. */
  abstract String opening();

  /**
   * The template of a configuration's {@code model_type}.
   *
   * @throws AssayException of kind USAGE for a family that has none
   */
  static FamilyChatTemplate of(String family) {
    return switch (conversation(family)) {
      case GEMMA -> GEMMA;
      case MISTRAL -> MISTRAL;
      case UNKNOWN ->
          throw new AssayException(
              ErrorKind.USAGE,
              "a " + family + " model's folder has no chat template",
              "only Gemma's families and mistral are known to have one without saying so",
              "put a chat_template.jinja into the folder, or give prompts instead of messages");
    };
  }

  private static Conversation conversation(String family) {
    return Families.named(family)
        .map(known -> known.texts().conversation())
        .orElse(Conversation.UNKNOWN);
  }

  /** Takes an optional system message, then user and assistant in turns, a user last. */
  @Override
  public String prompt(List<Message> messages) {
    List<Message> turns = withoutSystem(messages);
    if (turns.isEmpty()) {
      throw refused("there is no message", "give one of the role user at least");
    }
    StringBuilder prompt = new StringBuilder();
    for (int i = 0; i < turns.size(); i++) {
      Message.Role wanted = i % 2 == 0 ? Message.Role.USER : Message.Role.ASSISTANT;
      if (turns.get(i).role() != wanted) {
        throw refused(
            "turn " + (i + 1) + " is " + turns.get(i).role().label() + ", not " + wanted.label(),
            "begin with a user, and let user and assistant take turns");
      }
      prompt.append(turn(turns.get(i)));
    }
    if (turns.size() % 2 == 0) {
      throw refused("the last message is the assistant's", "end with a user's");
    }
    return prompt.append(opening()).toString();
  }

  private static List<Message> withoutSystem(List<Message> messages) {
    if (messages.isEmpty() || messages.get(0).role() != Message.Role.SYSTEM) {
      return messages;
    }
    if (messages.size() < 2 || messages.get(1).role() != Message.Role.USER) {
      throw refused("no user's message follows the system's", "give one");
    }
    List<Message> turns = new ArrayList<>(messages.subList(1, messages.size()));
    String content = messages.get(0).content() + "\n\n" + turns.get(0).content();
    turns.set(0, new Message(Message.Role.USER, content));
    return turns;
  }

  private static AssayException refused(String cause, String cure) {
    return AssayException.request(
        "invalid_messages", "the messages make no conversation", cause, cure);
  }
}
