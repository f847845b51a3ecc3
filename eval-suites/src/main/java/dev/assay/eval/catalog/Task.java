package dev.assay.eval.catalog;

import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.item.CompletionSettings;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import java.util.List;

/**
 * A task, resolved: what its file says after all that it includes, with the harness's defaults.
 *
 * @param name e.g. {@code arc_easy}
 * @param alias how tables print it; the name where the file has no {@code task_alias}
 * @param version {@code metadata.version} as the harness prints it, e.g. {@code 1.0}; {@code Yaml}
 *     where the file has none
 * @param file where it is defined, for messages
 * @param tags that select it
 * @param dataset where its documents are
 * @param split that is evaluated: test, or else validation
 * @param processDocuments name of a registered function that the split's documents pass first; null
 *     for none
 * @param referenceFunction name of a registered function that says what scores need of a document,
 *     e.g. of which text words and bytes are counted; null for what the output type says
 * @param description before everything, a column or a template; empty for nothing
 * @param prompt how a question is written
 * @param fewShot where solved examples come from
 * @param defaultShots {@code num_fewshot}; 0 where the file has none
 * @param fixedShots the file itself says {@code num_fewshot: 0}: a number given for all tasks of a
 *     run does not count for this one, as in the harness
 * @param completion how a text is generated; null for other output types
 * @param repeats how many texts are generated for each document
 * @param scoring how answers become scores
 * @param ignored keys of the file that have no effect here, e.g. {@code should_decontaminate}
 */
public record Task(
    String name,
    String alias,
    String version,
    String file,
    List<String> tags,
    DatasetReference dataset,
    String split,
    String processDocuments,
    String referenceFunction,
    String description,
    PromptDefinition prompt,
    FewShotDefinition fewShot,
    int defaultShots,
    boolean fixedShots,
    CompletionSettings completion,
    int repeats,
    ScoringDefinition scoring,
    List<String> ignored) {
  public Task {
    tags = List.copyOf(tags);
    ignored = List.copyOf(ignored);
  }

  public OutputType outputType() {
    return scoring.outputType();
  }

  /**
   * Hash of all that decides prompts and scores: equal tasks, however and wherever written, have
   * equal fingerprints.
   */
  public String fingerprint() {
    return TaskFingerprint.of(this);
  }

  /**
   * The same questions of another split, whose name the alias has. Solved examples come from where
   * they came before; where that is the same split now, the question is never one of its own.
   */
  Task evaluatedOn(String other) {
    return new Task(
        name,
        alias + "[" + other + "]",
        version,
        file,
        tags,
        dataset,
        other,
        processDocuments,
        referenceFunction,
        description,
        prompt,
        fewShot.whereQuestionsAreOf(other),
        defaultShots,
        fixedShots,
        completion,
        repeats,
        scoring,
        ignored);
  }
}
