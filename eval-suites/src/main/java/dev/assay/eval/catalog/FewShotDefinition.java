package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where a task's solved examples come from and how they are written ({@code fewshot_config}).
 *
 * @param sampler how they are chosen
 * @param split that they are taken from; null where {@code samples} are given, or where the task
 *     has no training, validation or test split
 * @param samples documents that the task file itself holds; empty where a split is named
 * @param processDocuments name of a registered function that the split's documents pass first; null
 *     for none
 * @param excludesQuestion the question's own document is never one of its examples
 * @param prompt how they are written: the task's own keys where {@code fewshot_config} has none
 */
public record FewShotDefinition(
    Sampler sampler,
    String split,
    List<ObjectNode> samples,
    String processDocuments,
    boolean excludesQuestion,
    PromptDefinition prompt) {
  public FewShotDefinition {
    samples = List.copyOf(samples);
  }

  FewShotDefinition whereQuestionsAreOf(String evaluated) {
    return new FewShotDefinition(
        sampler,
        split,
        samples,
        processDocuments,
        excludesQuestion || evaluated.equals(split),
        prompt);
  }

  /** Which documents of the pool become examples. */
  public enum Sampler {
    /** Drawn anew for each question. */
    DEFAULT,
    /** The first ones, the same for each question. */
    FIRST_N
  }
}
