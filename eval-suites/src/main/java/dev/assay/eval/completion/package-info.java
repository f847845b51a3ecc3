/**
 * From stored completions to scores, by the reference harness's filters and metrics.
 *
 * <p>Generation tasks are built, run and scored in three steps that meet in plain values:
 *
 * <ol>
 *   <li>{@link dev.assay.eval.prompt.GenerationPromptBuilder} makes of a {@link
 *       dev.assay.eval.task.SelectedGenerationTask} and a folder of data a list of {@link
 *       dev.assay.eval.prompt.GenerationItem}s: document number, prompt, where the text ends, how
 *       it is made, and the {@link dev.assay.eval.outcome.Reference} that it is held against. A
 *       document that cannot be asked or scored is a {@link dev.assay.eval.prompt.FailedItem}.
 *   <li>Whatever runs a model stores what it wrote to each item as a {@link
 *       dev.assay.eval.outcome.CompletionOutcome}: raw, up to the first stop string, unfiltered.
 *       {@link dev.assay.eval.outcome.Reference#json} makes the reference a column of a table. Of
 *       {@link dev.assay.eval.task.GenerationSettings} {@code until} and {@code maxGenToks} are the
 *       stop strings and the most new tokens; without {@code doSample} it is greedy. A model's own
 *       end of text is no part of a completion.
 *   <li>{@link dev.assay.eval.completion.CompletionScoring} computes every filter and metric from
 *       the outcomes and the task's definition alone, as often as wanted and without a model.
 * </ol>
 *
 * <p>Nothing here runs what a model wrote: a program is put together ({@link
 * dev.assay.eval.outcome.ProgramFrame#program}), and that is all.
 */
package dev.assay.eval.completion;
