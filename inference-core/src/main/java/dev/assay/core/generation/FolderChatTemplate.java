package dev.assay.core.generation;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.jinja.Dialect;
import dev.assay.core.jinja.Template;
import dev.assay.core.jinja.TemplateException;
import dev.assay.core.tokenizer.ChatTemplateSource;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The template that a model's folder brings, rendered as transformers' {@code apply_chat_template}
 * does with {@code add_generation_prompt}, without tools and documents.
 */
final class FolderChatTemplate implements ChatTemplate {
  /**
   * The day of every prompt. A template that asks for today would give other prompts, and other
   * scores, tomorrow; this is the day that Llama 3.1's template takes where nobody tells it one.
   * Who wants another gives Llama's {@code date_string} by {@link ChatVariables}.
   */
  private static final LocalDateTime DAY = LocalDateTime.of(2024, 7, 26, 0, 0);

  private final Template template;
  private final Map<String, Object> variables;

  private FolderChatTemplate(Template template, Map<String, Object> variables) {
    this.template = template;
    this.variables = variables;
  }

  static FolderChatTemplate of(ChatTemplateSource source) {
    Template template;
    try {
      template = Template.parse(source.file().toString(), source.template(), Dialect.CHAT);
    } catch (TemplateException e) {
      throw new AssayException(
          ErrorKind.MODEL,
          "the model's chat template cannot be used",
          e.getMessage(),
          "mend the template, or give prompts instead of messages",
          e);
    }
    Map<String, Object> variables = new HashMap<>(source.specialTokens());
    variables.put("tools", null);
    variables.put("documents", null);
    variables.put("add_generation_prompt", true);
    return new FolderChatTemplate(template, variables);
  }

  @Override
  public ChatTemplate with(ChatVariables told) {
    if (told.equals(ChatVariables.NONE)) {
      return this;
    }
    Map<String, Object> all = new HashMap<>(variables);
    all.putAll(told.values());
    return new FolderChatTemplate(template, all);
  }

  @Override
  public String prompt(List<Message> messages) {
    Map<String, Object> all = new HashMap<>(variables);
    all.put("messages", messages.stream().map(FolderChatTemplate::variable).toList());
    try {
      return template.render(all, DAY).text();
    } catch (TemplateException e) {
      throw AssayException.request(
          "invalid_messages",
          "the model's chat template refuses the messages",
          e.getMessage(),
          "give roles and turns that the template takes",
          e);
    }
  }

  private static Map<String, String> variable(Message message) {
    return Map.of("role", message.role().label(), "content", message.content());
  }
}
