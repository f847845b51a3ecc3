package dev.assay.eval.task;

import java.util.List;

/** A benchmark as data, of whatever kind. */
public sealed interface Task permits TaskDefinition, GenerationTask {

  /** E.g. {@code mmlu_anatomy}. */
  String name();

  /** Of the definition, as the reference harness counts it. */
  String version();

  /** Names of all groups it counts in, the innermost first. */
  List<String> groups();

  /** Where its documents come from. */
  DataSource source();

  /** Solved examples before each question where no number is asked for. */
  int defaultShots();
}
