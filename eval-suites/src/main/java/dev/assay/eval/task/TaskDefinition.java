package dev.assay.eval.task;

import java.util.List;

/**
 * A benchmark of questions with answer choices.
 *
 * @param name e.g. {@code mmlu_anatomy}
 * @param alias how tables print it, e.g. {@code anatomy}
 * @param version of the definition, as the reference harness counts it
 * @param groups names of all groups it counts in, the innermost first
 * @param source where its documents come from
 * @param prompt how a document becomes a question
 * @param fewShot where solved examples come from
 * @param metrics what is reported, in order
 */
public record TaskDefinition(
    String name,
    String alias,
    String version,
    List<String> groups,
    DataSource source,
    PromptDefinition prompt,
    FewShotDefinition fewShot,
    List<MetricDefinition> metrics)
    implements Task {
  public TaskDefinition {
    RequiredKey.of(name, "name");
    alias = alias == null ? name : alias;
    RequiredKey.of(version, "version");
    groups = groups == null ? List.of() : List.copyOf(groups);
    RequiredKey.of(source, "source");
    RequiredKey.of(prompt, "prompt");
    RequiredKey.of(fewShot, "few_shot");
    metrics = List.copyOf(RequiredKey.of(metrics, "metrics"));
    if (!source.files().containsKey(fewShot.split())) {
      throw new IllegalArgumentException(
          "'files' says nothing of the split '" + fewShot.split() + "'");
    }
  }

  @Override
  public int defaultShots() {
    return fewShot.defaultShots();
  }

  /** sha256, in hexadecimal, of the whole definition but its groups. */
  public String fingerprint() {
    return TaskFingerprint.of(this);
  }

  TaskDefinition within(List<String> outerGroups) {
    return new TaskDefinition(name, alias, version, outerGroups, source, prompt, fewShot, metrics);
  }
}
