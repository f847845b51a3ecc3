package dev.assay.eval.task;

import java.util.List;

/**
 * A group whose tasks are all made of one template, by themselves or in groups within it.
 *
 * @param group name
 * @param metrics what it and its parts average over their questions
 * @param template file of the task, with <code>${variable}</code> where they differ
 * @param variable name of what differs
 * @param members the variable's value for each task; empty where {@code parts} is given
 * @param parts the groups within it; empty where {@code members} is given
 */
record GroupFile(
    String group,
    String alias,
    String version,
    List<MetricDefinition> metrics,
    String template,
    String variable,
    List<String> members,
    List<Part> parts) {

  /**
   * A group within the group.
   *
   * @param members the variable's value for each task
   */
  record Part(String group, String alias, List<String> members) {
    Part {
      RequiredKey.of(group, "group");
      RequiredKey.of(alias, "alias");
      members = List.copyOf(RequiredKey.of(members, "members"));
    }
  }

  GroupFile {
    RequiredKey.of(group, "group");
    RequiredKey.of(alias, "alias");
    RequiredKey.of(version, "version");
    metrics = List.copyOf(RequiredKey.of(metrics, "metrics"));
    RequiredKey.of(template, "template");
    RequiredKey.of(variable, "variable");
    members = members == null ? List.of() : List.copyOf(members);
    parts = parts == null ? List.of() : List.copyOf(parts);
    if (members.isEmpty() == parts.isEmpty()) {
      throw new IllegalArgumentException("give either 'members' or 'parts'");
    }
  }
}
