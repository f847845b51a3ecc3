package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.GenerationParameter;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.functions.GenerateFunction;
import dev.assay.spark.internal.functions.PromptKind;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.sql.ModelCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What is generated for each row of a table, and which columns it comes from and goes into; see
 * {@code dev.assay.spark.api.Generation}, by which people say it. Immutable.
 */
public final class RowGeneration {
  private static final String ANSWER = "_assay_answer";
  private static final String ERROR = "error";

  private final ModelFolder model;
  private PromptSource source;
  private String idColumn;
  private String parametersColumn;
  private GenerationOptions options = GenerationOptions.DEFAULT;
  private int mostPromptTokens;
  private boolean withoutBegin;
  private boolean tokenIds;
  private String generationColumn = "generation";
  private String errorColumn = ERROR;

  private RowGeneration(ModelFolder model) {
    this.model = model;
  }

  /** A copy with a change; who has this one sees none. */
  private RowGeneration changed(Consumer<RowGeneration> change) {
    RowGeneration copy = new RowGeneration(model);
    copy.source = source;
    copy.idColumn = idColumn;
    copy.parametersColumn = parametersColumn;
    copy.options = options;
    copy.mostPromptTokens = mostPromptTokens;
    copy.withoutBegin = withoutBegin;
    copy.tokenIds = tokenIds;
    copy.generationColumn = generationColumn;
    copy.errorColumn = errorColumn;
    change.accept(copy);
    return copy;
  }

  /**
   * @param model Hugging Face model folder, at the same path on every host
   * @throws AssayException of kind MODEL where the folder is missing, broken or not supported
   */
  public static RowGeneration with(String model) {
    return new RowGeneration(ModelFolder.open(Path.of(model)));
  }

  /** The prompt is a column: strings, lists of token ids, or lists of messages. */
  public RowGeneration promptColumn(String name) {
    return changed(copy -> copy.source = new PromptSource.OfColumn(name, null));
  }

  /** The prompt is a column of lists of messages, each with {@code role} and {@code content}. */
  public RowGeneration messagesColumn(String name) {
    return changed(copy -> copy.source = new PromptSource.OfColumn(name, PromptKind.MESSAGES));
  }

  /**
   * The prompt is a column of lists of token ids, taken as they are, and the answer has its ids.
   */
  public RowGeneration promptIdsColumn(String name) {
    return changed(copy -> copy.source = new PromptSource.OfColumn(name, PromptKind.IDS))
        .tokenIds();
  }

  /** The prompt is a text with columns in it, {@code Summarise: {body}}; braces are doubled. */
  public RowGeneration template(String template) {
    PromptTemplate.parse(template);
    return changed(copy -> copy.source = new PromptSource.OfTemplate(template));
  }

  /** A row's draws depend on this column, whatever its prompt; without one, on its prompt. */
  public RowGeneration idColumn(String name) {
    return changed(copy -> copy.idColumn = name);
  }

  /** A column of maps of {@link GenerationParameter}s, which a row changes; null changes none. */
  public RowGeneration parametersColumn(String name) {
    return changed(copy -> copy.parametersColumn = name);
  }

  /**
   * One of {@link GenerationParameter}, e.g. {@code max_new_tokens}, 64.
   *
   * @throws AssayException of kind REQUEST for a name that does not exist, or a value that does not
   *     fit
   */
  public RowGeneration parameter(String name, Object value) {
    return options(GenerationParameter.apply(options, Map.of(name, String.valueOf(value))));
  }

  public RowGeneration options(GenerationOptions other) {
    return changed(copy -> copy.options = other);
  }

  /** Prompts of more tokens are errors; BOS counts. */
  public RowGeneration maxPromptTokens(int most) {
    GenerateFunction.mostPromptTokens(model, OptionalInt.of(most));
    return changed(copy -> copy.mostPromptTokens = most);
  }

  /** No BOS before prompts, whatever the family wants. */
  public RowGeneration withoutBegin() {
    return changed(copy -> copy.withoutBegin = true);
  }

  /** The answer has the ids of its tokens. */
  public RowGeneration tokenIds() {
    return changed(copy -> copy.tokenIds = true);
  }

  /** Names of the two new columns, {@code generation} and {@code error} otherwise. */
  public RowGeneration outputColumns(String generation, String error) {
    return changed(
        copy -> {
          copy.generationColumn = generation;
          copy.errorColumn = error;
        });
  }

  ModelFolder model() {
    return model;
  }

  PromptSource source() {
    if (source == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no prompt is named",
          "a row has many columns",
          "name a column of prompts, ids or messages, or give a template");
    }
    return source;
  }

  /** Null where rows have no id of their own. */
  String idColumn() {
    return idColumn;
  }

  String errorColumn() {
    return errorColumn;
  }

  String generationColumn() {
    return generationColumn;
  }

  /** What answers depend on besides model and rows, by name. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("prompt", source().description());
    parameters.put("id_column", String.valueOf(idColumn));
    parameters.put("parameters_column", String.valueOf(parametersColumn));
    parameters.put("max_prompt_tokens", String.valueOf(mostPromptTokens));
    parameters.put("bos", String.valueOf(!withoutBegin));
    parameters.put("max_new_tokens", String.valueOf(options.maxNewTokens()));
    parameters.put("temperature", String.valueOf(options.sampling().temperature()));
    parameters.put("top_k", String.valueOf(options.sampling().topK()));
    parameters.put("top_p", String.valueOf(options.sampling().topP()));
    parameters.put("min_p", String.valueOf(options.sampling().minP()));
    parameters.put("repetition_penalty", String.valueOf(options.sampling().repetitionPenalty()));
    parameters.put("seed", String.valueOf(options.sampling().seed()));
    parameters.put("stop", String.valueOf(options.stop()));
    parameters.put("ignore_eos", String.valueOf(options.ignoreEnd()));
    parameters.put("skip_special_tokens", String.valueOf(options.skipsSpecialTokens()));
    parameters.put("chat_template_kwargs", options.chatVariables().json());
    parameters.put("logprobs", String.valueOf(options.logProbabilities()));
    parameters.put("token_ids", String.valueOf(tokenIds));
    parameters.put("output_columns", generationColumn + ", " + errorColumn);
    return parameters;
  }

  /**
   * The rows with their answers. Nothing is computed before an action.
   *
   * @throws AssayException of kind USAGE where a column is not there, or holds something else
   */
  public Dataset<Row> apply(Dataset<Row> rows) {
    Columns.refuseReserved(rows);
    SparkSession spark = rows.sparkSession();
    Map<String, String> configuration =
        new HashMap<>(CollectionConverters.asJava(spark.conf().getAll()));
    ReplicaSettings replica = ReplicaSettings.of(Settings.of(configuration));
    Column id = idColumn == null ? functions.lit(null) : Columns.of(rows, idColumn);
    return apply(rows, replica, id.cast("string"), TaskCounts.in(spark.sparkContext()));
  }

  /**
   * The same, told what it would find out.
   *
   * @param id a string for each row
   */
  Dataset<Row> apply(Dataset<Row> rows, ReplicaSettings replica, Column id, TaskCounts counts) {
    String cure = "give the columns of answers other names";
    Columns.refuse(rows, generationColumn, cure);
    Columns.refuse(rows, errorColumn, cure);
    GenerateFunction function =
        new GenerateFunction(
            ModelReference.of(model, replica),
            source().kind(rows),
            withoutBegin,
            mostPromptTokens,
            options,
            tokenIds,
            options.logProbabilities() >= 0,
            counts);
    Column own =
        parametersColumn == null ? functions.lit(null) : Columns.of(rows, parametersColumn);
    return ModelCalls.withCall(rows, ANSWER, function, source().prompt(rows), own, id)
        .select(columns(rows, (StructType) function.result()));
  }

  private Column[] columns(Dataset<Row> rows, StructType answer) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(Columns.named(name));
    }
    Column error = functions.col(ANSWER).getField(ERROR);
    Column[] said =
        Arrays.stream(answer.fieldNames())
            .filter(name -> !name.equals(ERROR))
            .map(name -> functions.col(ANSWER).getField(name).as(name))
            .toArray(Column[]::new);
    columns.add(functions.when(error.isNull(), functions.struct(said)).as(generationColumn));
    columns.add(error.as(errorColumn));
    return columns.toArray(Column[]::new);
  }
}
