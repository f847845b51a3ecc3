package dev.assay.cli.generate;

import dev.assay.cli.options.ReplicaOptions;
import dev.assay.core.error.FailureBudget;
import dev.assay.spark.internal.generate.GenerateSettings;
import dev.assay.spark.internal.generate.InputTable;
import dev.assay.spark.internal.generate.JobSettings;
import dev.assay.spark.internal.generate.RowGeneration;
import dev.assay.spark.internal.generate.TableFormat;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code assay generate} is asked. */
final class GenerateOptions {
  @Mixin private ReplicaOptions model;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description = "Table of prompts: a file, a folder or a pattern, local or any Hadoop path.")
  private String input;

  @Option(
      names = "--input_format",
      paramLabel = "NAME",
      description = "parquet, orc, json (JSON Lines), csv or text (default: by the files' names).")
  private String inputFormat;

  @Option(
      names = "--input_option",
      paramLabel = "KEY=VALUE",
      description = "An option of Spark's reader, e.g. sep=; may be repeated.")
  private Map<String, String> inputOptions = new LinkedHashMap<>();

  @ArgGroup(multiplicity = "1")
  private Prompt prompt;

  @Option(
      names = "--id_column",
      paramLabel = "NAME",
      description =
          "A row's draws depend on this column (default: on all its columns, and on a number where"
              + " rows are equal).")
  private String idColumn;

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--max_prompt_tokens",
      paramLabel = "N",
      description = "Longer prompts are errors (default: what the model was made for).")
  private Integer maxPromptTokens;

  @Option(names = "--token_ids", description = "Answers have the ids of their tokens.")
  private boolean tokenIds;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the new table, local or any Hadoop path.")
  private String output;

  @Option(
      names = "--output_format",
      paramLabel = "NAME",
      defaultValue = "parquet",
      description = "parquet (default), orc or json.")
  private String outputFormat;

  @Option(
      names = "--output_column",
      paramLabel = "NAME",
      defaultValue = "generation",
      description = "Column of answers (default: ${DEFAULT-VALUE}).")
  private String outputColumn;

  @Option(
      names = "--error_column",
      paramLabel = "NAME",
      defaultValue = "error",
      description = "Column of errors (default: ${DEFAULT-VALUE}).")
  private String errorColumn;

  @Mixin private ChunkOptions chunks;

  /** One of these. */
  static final class Prompt {
    @Option(
        names = "--prompt_column",
        paramLabel = "NAME",
        description = "Prompts are this column's strings.")
    private String column;

    @Option(
        names = "--messages_column",
        paramLabel = "NAME",
        description =
            "Prompts are this column's lists of messages, each with role and content, by the"
                + " model's own chat template.")
    private String messages;

    @Option(
        names = "--prompt_ids_column",
        paramLabel = "NAME",
        description = "Prompts are this column's lists of token ids, as they are; ids come out.")
    private String ids;

    @Option(
        names = "--template",
        paramLabel = "TEXT",
        description =
            "Prompts are made of columns, e.g. \"Summarise: {body}\"; {{ and }} are braces.")
    private String template;

    RowGeneration of(RowGeneration generation) {
      if (column != null) {
        return generation.promptColumn(column);
      }
      if (messages != null) {
        return generation.messagesColumn(messages);
      }
      return ids != null ? generation.promptIdsColumn(ids) : generation.template(template);
    }
  }

  String errorColumn() {
    return errorColumn;
  }

  /** What to generate, every name and value checked. */
  GenerateSettings settings(Settings session) {
    Settings settings = chunks.over(model.over(session));
    return new GenerateSettings(
        generation(),
        new JobSettings(
            new InputTable(
                input, inputFormat == null ? null : TableFormat.named(inputFormat), inputOptions),
            output,
            TableFormat.named(outputFormat),
            JobSettings.Execution.of(settings)),
        new FailureBudget(settings.number(Setting.MAX_FAILED)));
  }

  private RowGeneration generation() {
    RowGeneration generation =
        prompt
            .of(RowGeneration.with(model.model().toString()))
            .options(sampling.options())
            .outputColumns(outputColumn, errorColumn);
    generation = idColumn == null ? generation : generation.idColumn(idColumn);
    generation = tokenIds ? generation.tokenIds() : generation;
    generation = model.withoutBegin() ? generation.withoutBegin() : generation;
    return maxPromptTokens == null ? generation : generation.maxPromptTokens(maxPromptTokens);
  }
}
