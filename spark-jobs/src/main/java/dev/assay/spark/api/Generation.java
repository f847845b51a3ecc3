package dev.assay.spark.api;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.spark.internal.generate.RowGeneration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds a model's answers to the rows of a DataFrame, lazily:
 *
 * <pre>{@code
 * Dataset<Row> answers =
 *     questions.transform(
 *         Generation.with("/models/recurrentgemma-2b-it")
 *             .template("Summarise: {body}")
 *             .parameter("max_new_tokens", 64)
 *             ::apply);
 * }</pre>
 *
 * <p>All columns stay. After them come {@code generation}, with {@code text}, {@code
 * finish_reason}, {@code prompt_tokens}, {@code completion_tokens} and what else is asked for, and
 * {@code error}, with {@code code} and {@code message}: of every row one is null. Immutable: each
 * method returns a copy with a change.
 *
 * @since 0.1
 */
public final class Generation {
  private final RowGeneration rows;

  private Generation(RowGeneration rows) {
    this.rows = rows;
  }

  /**
   * @param model Hugging Face model folder, at the same path on every host
   * @throws dev.assay.core.error.AssayException of kind MODEL where the folder is missing, broken
   *     or not supported
   */
  public static Generation with(String model) {
    return new Generation(RowGeneration.with(model));
  }

  /** The prompt is a column: strings, lists of token ids, or lists of messages. */
  public Generation promptColumn(String name) {
    return new Generation(rows.promptColumn(name));
  }

  /** The prompt is a column of lists of messages, each with {@code role} and {@code content}. */
  public Generation messagesColumn(String name) {
    return new Generation(rows.messagesColumn(name));
  }

  /**
   * The prompt is a column of lists of token ids, taken as they are, and the answer has its ids.
   */
  public Generation promptIdsColumn(String name) {
    return new Generation(rows.promptIdsColumn(name));
  }

  /**
   * The prompt is a text with columns in it, {@code Summarise: {body}}; braces are doubled.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE for one that cannot be read
   */
  public Generation template(String template) {
    return new Generation(rows.template(template));
  }

  /** A row's draws depend on this column, whatever its prompt; without one, on its prompt. */
  public Generation idColumn(String name) {
    return new Generation(rows.idColumn(name));
  }

  /**
   * A column of maps of {@link dev.assay.core.generation.GenerationParameter}s, which a row
   * changes; null changes none.
   */
  public Generation parametersColumn(String name) {
    return new Generation(rows.parametersColumn(name));
  }

  /**
   * One of {@link dev.assay.core.generation.GenerationParameter}, e.g. {@code max_new_tokens}, 64.
   *
   * @throws dev.assay.core.error.AssayException of kind REQUEST for a name that does not exist, or
   *     a value that does not fit
   */
  public Generation parameter(String name, Object value) {
    return new Generation(rows.parameter(name, value));
  }

  /** All parameters at once. */
  public Generation options(GenerationOptions options) {
    return new Generation(rows.options(options));
  }

  /** Prompts of more tokens are errors; BOS counts. */
  public Generation maxPromptTokens(int most) {
    return new Generation(rows.maxPromptTokens(most));
  }

  /** No BOS before prompts, whatever the family wants. */
  public Generation withoutBegin() {
    return new Generation(rows.withoutBegin());
  }

  /** The answer has the ids of its tokens. */
  public Generation tokenIds() {
    return new Generation(rows.tokenIds());
  }

  /** Names of the two new columns, {@code generation} and {@code error} otherwise. */
  public Generation outputColumns(String generation, String error) {
    return new Generation(rows.outputColumns(generation, error));
  }

  /**
   * The rows with their answers. Nothing is computed before an action.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE where a column is not there, or holds
   *     something else
   */
  public Dataset<Row> apply(Dataset<Row> table) {
    return rows.apply(table);
  }
}
