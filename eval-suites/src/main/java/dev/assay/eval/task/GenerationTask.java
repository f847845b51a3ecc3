package dev.assay.eval.task;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A benchmark whose questions a model answers in text of its own.
 *
 * @param name e.g. {@code gsm8k}
 * @param alias how tables print it
 * @param version of the definition, as the reference harness counts it
 * @param source where its documents come from
 * @param prompt how a document becomes a question
 * @param fewShot where solved examples come from; null where the task takes none
 * @param generation how much is generated, and how
 * @param filters what is made of a completion before it is scored, each by itself; one named {@code
 *     none} that leaves it as it is where the file lists none
 * @param scoring what a completion is held against
 * @param metrics what is reported of each filter, in order; none where completions are only stored
 */
public record GenerationTask(
    String name,
    String alias,
    String version,
    DataSource source,
    GenerationPrompt prompt,
    FewShotDefinition fewShot,
    GenerationSettings generation,
    List<AnswerFilter> filters,
    CompletionScoringDefinition scoring,
    List<GenerationMetricDefinition> metrics)
    implements Task {
  public GenerationTask {
    RequiredKey.of(name, "name");
    alias = alias == null ? name : alias;
    RequiredKey.of(version, "version");
    RequiredKey.of(source, "source");
    RequiredKey.of(prompt, "prompt");
    RequiredKey.of(generation, "generation");
    filters = filters == null ? List.of(AnswerFilter.NONE) : List.copyOf(filters);
    RequiredKey.of(scoring, "scoring");
    metrics = List.copyOf(RequiredKey.of(metrics, "metrics"));
    if (fewShot != null && !source.files().containsKey(fewShot.split())) {
      throw new IllegalArgumentException(
          "'files' says nothing of the split '" + fewShot.split() + "'");
    }
    if (fewShot != null && !prompt.hasAnswer()) {
      throw new IllegalArgumentException("'few_shot' needs an 'answer' or 'answer_column'");
    }
    if (scoring.exactMatch() != null && !prompt.hasAnswer()) {
      throw new IllegalArgumentException("'exact_match' needs an 'answer' or 'answer_column'");
    }
    Set<GenerationMetric> computed = EnumSet.noneOf(GenerationMetric.class);
    computed.addAll(scoring.metrics());
    for (GenerationMetricDefinition metric : metrics) {
      if (!computed.contains(metric.metric())) {
        throw new IllegalArgumentException(
            "'scoring' does not give the metric " + metric.metric().label());
      }
    }
  }

  /** A generation task counts in no group. */
  @Override
  public List<String> groups() {
    return List.of();
  }

  @Override
  public int defaultShots() {
    return fewShot == null ? 0 : fewShot.defaultShots();
  }

  /** sha256, in hexadecimal, of the whole definition. */
  public String fingerprint() {
    return TaskFingerprint.of(this);
  }
}
