package dev.assay.spark.api;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.sampling.Sampling;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@link Generation} with params. {@code model} and one of {@code promptCol}, {@code messagesCol},
 * {@code promptIdsCol} and {@code template} have to be set; the others are those of {@link
 * dev.assay.core.generation.GenerationParameter}, as spark.ml writes names.
 *
 * @since 0.1
 */
public final class GenerationTransformer extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Param<String> model;
  private final Param<String> promptCol;
  private final Param<String> messagesCol;
  private final Param<String> promptIdsCol;
  private final Param<String> template;
  private final Param<String> idCol;
  private final Param<String> outputCol;
  private final Param<String> errorCol;
  private final IntParam maxNewTokens;
  private final IntParam maxPromptTokens;
  private final DoubleParam temperature;
  private final IntParam topK;
  private final DoubleParam topP;
  private final DoubleParam minP;
  private final DoubleParam repetitionPenalty;
  private final LongParam seed;
  private final StringArrayParam stop;

  /** A stage with an id of its own. */
  public GenerationTransformer() {
    this(Identifiable$.MODULE$.randomUID("assay-generation"));
  }

  /**
   * The signature that spark.ml reads stages by.
   *
   * @param uid the stage's id
   */
  public GenerationTransformer(String uid) {
    this.uid = uid;
    GenerationOptions defaults = GenerationOptions.DEFAULT;
    Sampling sampling = defaults.sampling();
    model = text("model", "Hugging Face model folder, at the same path on every host");
    promptCol = text("promptCol", "column of prompts");
    messagesCol = text("messagesCol", "column of lists of messages with role and content");
    promptIdsCol = text("promptIdsCol", "column of lists of token ids");
    template = text("template", "prompt with columns in it, e.g. Summarise: {body}");
    idCol = text("idCol", "column that a row's draws depend on");
    outputCol = text("outputCol", "column of answers");
    errorCol = text("errorCol", "column of errors");
    maxNewTokens = new IntParam(uid, "maxNewTokens", "the most tokens of an answer");
    maxPromptTokens = new IntParam(uid, "maxPromptTokens", "longer prompts are errors");
    temperature = new DoubleParam(uid, "temperature", "0 takes the most probable token, always");
    topK = new IntParam(uid, "topK", "draw from so many most probable tokens; 0 for all");
    topP = new DoubleParam(uid, "topP", "draw from the most probable tokens of this sum");
    minP = new DoubleParam(uid, "minP", "leave out tokens less probable than this times the most");
    repetitionPenalty = new DoubleParam(uid, "repetitionPenalty", "1 for none");
    seed = new LongParam(uid, "seed", "of the draws, with a row's id");
    stop = new StringArrayParam(this, "stop", "an answer ends before the first of these");
    setDefault(outputCol, "generation");
    setDefault(errorCol, "error");
    setDefault(maxNewTokens, defaults.maxNewTokens());
    setDefault(temperature, sampling.temperature());
    setDefault(topK, sampling.topK());
    setDefault(topP, sampling.topP());
    setDefault(minP, sampling.minP());
    setDefault(repetitionPenalty, sampling.repetitionPenalty());
    setDefault(seed, sampling.seed());
    setDefault(stop, new String[0]);
  }

  private Param<String> text(String name, String meaning) {
    return new Param<>(uid, name, meaning, String.class);
  }

  @Override
  public String uid() {
    return uid;
  }

  // spark.ml finds params by public methods without arguments.

  /** The Hugging Face model folder, at the same path on every host. */
  public Param<String> model() {
    return model;
  }

  /** The column of prompts, of strings. */
  public Param<String> promptCol() {
    return promptCol;
  }

  /** The column of chats: lists of messages with role and content. */
  public Param<String> messagesCol() {
    return messagesCol;
  }

  /** The column of prompts as lists of token ids. */
  public Param<String> promptIdsCol() {
    return promptIdsCol;
  }

  /** A prompt with columns in it, as in {@code Summarise: {body}}. */
  public Param<String> template() {
    return template;
  }

  /** The column that a row's draws depend on, beside the seed. */
  public Param<String> idCol() {
    return idCol;
  }

  /** The column of answers that is added; {@code generation} by default. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** The column of errors that is added, null where there is none; {@code error} by default. */
  public Param<String> errorCol() {
    return errorCol;
  }

  /** The most tokens of an answer; 256 by default. */
  public IntParam maxNewTokens() {
    return maxNewTokens;
  }

  /** A longer prompt is an error of its row; as long as the model reads by default. */
  public IntParam maxPromptTokens() {
    return maxPromptTokens;
  }

  /** Logits are divided by it; 0, the default, takes the most probable token. */
  public DoubleParam temperature() {
    return temperature;
  }

  /** Tokens to draw from, the most probable ones; 0, the default, for all. */
  public IntParam topK() {
    return topK;
  }

  /** The sum of the most probable tokens to draw from, above 0 and at most 1, the default. */
  public DoubleParam topP() {
    return topP;
  }

  /** Tokens less probable than this times the most probable are left out; 0 by default. */
  public DoubleParam minP() {
    return minP;
  }

  /** Divides positive logits of tokens that were there; 1, the default, for none. */
  public DoubleParam repetitionPenalty() {
    return repetitionPenalty;
  }

  /** Of the draws, together with a row's id; 0 by default. */
  public LongParam seed() {
    return seed;
  }

  /** An answer ends before the first of these; none by default. */
  public StringArrayParam stop() {
    return stop;
  }

  /** Sets {@link #model()}. */
  public GenerationTransformer setModel(String value) {
    return (GenerationTransformer) set(model, value);
  }

  /** Sets {@link #promptCol()}. */
  public GenerationTransformer setPromptCol(String value) {
    return (GenerationTransformer) set(promptCol, value);
  }

  /** Sets {@link #messagesCol()}. */
  public GenerationTransformer setMessagesCol(String value) {
    return (GenerationTransformer) set(messagesCol, value);
  }

  /** Sets {@link #promptIdsCol()}. */
  public GenerationTransformer setPromptIdsCol(String value) {
    return (GenerationTransformer) set(promptIdsCol, value);
  }

  /** Sets {@link #template()}. */
  public GenerationTransformer setTemplate(String value) {
    return (GenerationTransformer) set(template, value);
  }

  /** Sets {@link #idCol()}. */
  public GenerationTransformer setIdCol(String value) {
    return (GenerationTransformer) set(idCol, value);
  }

  /** Sets {@link #outputCol()}. */
  public GenerationTransformer setOutputCol(String value) {
    return (GenerationTransformer) set(outputCol, value);
  }

  /** Sets {@link #errorCol()}. */
  public GenerationTransformer setErrorCol(String value) {
    return (GenerationTransformer) set(errorCol, value);
  }

  /** Sets {@link #maxNewTokens()}. */
  public GenerationTransformer setMaxNewTokens(int value) {
    return (GenerationTransformer) set(maxNewTokens, (Object) value);
  }

  /** Sets {@link #maxPromptTokens()}. */
  public GenerationTransformer setMaxPromptTokens(int value) {
    return (GenerationTransformer) set(maxPromptTokens, (Object) value);
  }

  /** Sets {@link #temperature()}. */
  public GenerationTransformer setTemperature(double value) {
    return (GenerationTransformer) set(temperature, (Object) value);
  }

  /** Sets {@link #topK()}. */
  public GenerationTransformer setTopK(int value) {
    return (GenerationTransformer) set(topK, (Object) value);
  }

  /** Sets {@link #topP()}. */
  public GenerationTransformer setTopP(double value) {
    return (GenerationTransformer) set(topP, (Object) value);
  }

  /** Sets {@link #minP()}. */
  public GenerationTransformer setMinP(double value) {
    return (GenerationTransformer) set(minP, (Object) value);
  }

  /** Sets {@link #repetitionPenalty()}. */
  public GenerationTransformer setRepetitionPenalty(double value) {
    return (GenerationTransformer) set(repetitionPenalty, (Object) value);
  }

  /** Sets {@link #seed()}. */
  public GenerationTransformer setSeed(long value) {
    return (GenerationTransformer) set(seed, (Object) value);
  }

  /** Sets {@link #stop()}. */
  public GenerationTransformer setStop(String... value) {
    return (GenerationTransformer) set(stop, value);
  }

  /**
   * The rows with an answer, or an error, each; lazily.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE for a column that is not there or
   *     holds something else, of kind REQUEST for a number outside its bounds, of kind MODEL where
   *     the model's folder is missing or broken
   * @throws java.util.NoSuchElementException where {@link #model()} is not set
   */
  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    return generation().apply(rows.toDF());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Dataset<Row> none = SparkSession.active().createDataFrame(List.of(), schema);
    return generation().apply(none).schema();
  }

  private Generation generation() {
    Generation generation = Generation.with(getOrDefault(model));
    generation = with(generation, promptCol, Generation::promptColumn);
    generation = with(generation, messagesCol, Generation::messagesColumn);
    generation = with(generation, promptIdsCol, Generation::promptIdsColumn);
    generation = with(generation, template, Generation::template);
    generation = with(generation, idCol, Generation::idColumn);
    if (isSet(maxPromptTokens)) {
      generation = generation.maxPromptTokens((Integer) (Object) getOrDefault(maxPromptTokens));
    }
    return generation
        .options(options())
        .outputColumns(getOrDefault(outputCol), getOrDefault(errorCol));
  }

  private Generation with(
      Generation generation,
      Param<String> param,
      BiFunction<Generation, String, Generation> change) {
    return isSet(param) ? change.apply(generation, getOrDefault(param)) : generation;
  }

  private GenerationOptions options() {
    Sampling sampling =
        new Sampling(
            (Double) getOrDefault(temperature),
            (Integer) getOrDefault(topK),
            (Double) getOrDefault(topP),
            (Double) getOrDefault(minP),
            (Double) getOrDefault(repetitionPenalty),
            (Long) getOrDefault(seed));
    return GenerationOptions.DEFAULT
        .withMaxNewTokens((Integer) getOrDefault(maxNewTokens))
        .withSampling(sampling)
        .withStop(List.of(getOrDefault(stop)));
  }

  @Override
  public GenerationTransformer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads stages that {@link #write()} has written. */
  public static MLReader<GenerationTransformer> read() {
    return new DefaultParamsReader<>();
  }

  /** A stage that {@link #save} has written. */
  public static GenerationTransformer load(String path) {
    return read().load(path);
  }
}
