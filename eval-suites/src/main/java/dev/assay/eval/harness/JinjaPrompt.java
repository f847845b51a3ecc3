package dev.assay.eval.harness;

import dev.assay.eval.task.DerivedColumn;
import dev.assay.eval.task.PromptDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A prompt's templates in Jinja. Derived columns, which Jinja has none of, are written out. */
final class JinjaPrompt {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern INDEX = Pattern.compile("[0-9]+");

  private final PromptDefinition definition;
  private final Map<String, String> derived = new HashMap<>();
  private final Map<String, String> derivedLists = new HashMap<>();

  JinjaPrompt(PromptDefinition definition) {
    this.definition = definition;
    for (DerivedColumn column : definition.columns()) {
      if (column.each() == null) {
        derived.put(column.name(), JinjaTemplate.of(column.template(), this::inserted));
      } else {
        derivedLists.put(column.name(), eachOf(column));
      }
    }
  }

  String description() {
    return JinjaTemplate.literal(definition.description());
  }

  String question() {
    return JinjaTemplate.of(definition.question(), this::inserted);
  }

  /** Filled, the index of the right choice, or its letter. */
  String target() {
    return inserted(definition.target());
  }

  /** Choices that are the same for every question; empty where they are not. */
  List<String> constantChoices() {
    return definition.choices().stream().allMatch(JinjaTemplate::isText)
        ? definition.choices()
        : List.of();
  }

  /** The column that holds the choices, or a template that, filled, is Python's list of them. */
  String choices() {
    String column = definition.choiceColumn();
    if (column != null) {
      return derivedLists.getOrDefault(column, column);
    }
    StringBuilder texts = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < definition.choices().size(); i++) {
      String choice = JinjaTemplate.of(definition.choices().get(i), this::inserted);
      texts.append("{% set choice_" + i + " %}" + choice + "{% endset %}");
      names.append((i == 0 ? "" : ", ") + "choice_" + i);
    }
    return texts + "{{ [" + names + "] }}";
  }

  /** A list is put together in a loop: Jinja's own {@code map} takes one filter, not a template. */
  private String eachOf(DerivedColumn column) {
    String element =
        JinjaTemplate.of(
            column.template(), name -> name.equals(".") ? "{{ element }}" : inserted(name));
    return "{% set texts = [] %}{% for element in "
        + expression(column.each())
        + " %}{% set text %}"
        + element
        + "{% endset %}{% set _ = texts.append(text) %}{% endfor %}{{ texts }}";
  }

  private String inserted(String column) {
    String known = derived.get(column);
    return known == null ? "{{ " + expression(column) + " }}" : known;
  }

  /** {@code choices.0} is {@code choices[0]}. */
  private String expression(String column) {
    String[] names = column.split("\\.", -1);
    if (!NAME.matcher(names[0]).matches()
        || derived.containsKey(names[0])
        || derivedLists.containsKey(names[0])) {
      throw new IllegalArgumentException("no expression of Jinja: " + column);
    }
    StringBuilder expression = new StringBuilder(names[0]);
    for (String name : List.of(names).subList(1, names.length)) {
      boolean index = INDEX.matcher(name).matches();
      expression.append(index ? "[" + name + "]" : "[\"" + name + "\"]");
    }
    return expression.toString();
  }
}
