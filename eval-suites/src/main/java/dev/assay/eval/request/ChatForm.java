package dev.assay.eval.request;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.Message;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.SolvedExample;
import java.util.ArrayList;
import java.util.List;

/**
 * Prompts as conversations, put together as the reference harness does under {@code
 * --apply_chat_template} (its {@code Task.fewshot_context}); the model's template writes them. A
 * description is the system's, after the user's own instruction.
 *
 * @param examplesAreTurns solved examples are turns of user and assistant; else all is one user's
 *     message
 * @param systemInstruction of the user; null for none
 * @param delimiter between the task's solved examples
 */
public record ChatForm(
    ChatTemplate template, boolean examplesAreTurns, String systemInstruction, String delimiter)
    implements PromptForm {
  @Override
  public String text(Prompt prompt) {
    List<Message> messages = new ArrayList<>();
    String system = joined(systemInstruction, delimiter, prompt.description());
    if (!system.isEmpty()) {
      messages.add(new Message(Message.Role.SYSTEM, system));
    }
    if (examplesAreTurns) {
      for (SolvedExample example : prompt.examples()) {
        messages.add(new Message(Message.Role.USER, example.question()));
        messages.add(new Message(Message.Role.ASSISTANT, example.answer()));
      }
      messages.add(new Message(Message.Role.USER, prompt.question()));
    } else {
      StringBuilder all = new StringBuilder();
      prompt.examples().forEach(example -> all.append(example.text()));
      messages.add(new Message(Message.Role.USER, all.append(prompt.question()).toString()));
    }
    return conversation(messages) + prompt.opening();
  }

  /**
   * A template that refuses a system's message is asked again without it, as the reference harness
   * does (lm_eval/models/huggingface.py, apply_chat_template).
   */
  private String conversation(List<Message> messages) {
    try {
      return template.prompt(messages);
    } catch (AssayException e) {
      if (e.kind() != ErrorKind.REQUEST || messages.get(0).role() != Message.Role.SYSTEM) {
        throw e;
      }
      return template.prompt(messages.subList(1, messages.size()));
    }
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
