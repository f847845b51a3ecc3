package dev.assay.spark.internal.completion;

import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.Message;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.SolvedExample;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions as conversations, put together as the reference harness does under {@code
 * --apply_chat_template} (its {@code Task.fewshot_context}); the family's template writes them. A
 * description is the system's, behind the user's own instruction.
 *
 * @param examplesAreTurns solved examples are turns of user and assistant; else all is one user's
 *     message
 * @param systemInstruction of the user; null for none
 */
public record ChatForm(boolean examplesAreTurns, String systemInstruction) {

  /**
   * The prompt, without BOS.
   *
   * @param delimiter between the task's solved examples
   */
  String prompt(ChatTemplate template, GenerationItem item, String delimiter) {
    List<Message> messages = new ArrayList<>();
    String system = joined(systemInstruction, delimiter, item.description());
    if (!system.isEmpty()) {
      messages.add(new Message(Message.Role.SYSTEM, system));
    }
    if (examplesAreTurns) {
      for (SolvedExample example : item.examples()) {
        messages.add(new Message(Message.Role.USER, example.question()));
        String answer = example.answer() == null ? "" : example.answer();
        messages.add(new Message(Message.Role.ASSISTANT, answer));
      }
      messages.add(new Message(Message.Role.USER, item.question()));
    } else {
      StringBuilder all = new StringBuilder();
      item.examples().forEach(example -> all.append(example.text()));
      messages.add(new Message(Message.Role.USER, all.append(item.question()).toString()));
    }
    return template.prompt(messages);
  }

  /** The delimiter stands where neither side has white space. */
  private static String joined(String instruction, String delimiter, String description) {
    if (instruction == null || instruction.isEmpty() || description.isEmpty()) {
      return (instruction == null ? "" : instruction) + description;
    }
    boolean open =
        Character.isWhitespace(instruction.charAt(instruction.length() - 1))
            || Character.isWhitespace(description.charAt(0));
    return instruction + (open ? "" : delimiter) + description;
  }
}
