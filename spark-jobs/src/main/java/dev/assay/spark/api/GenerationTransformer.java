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

  public GenerationTransformer() {
    this(Identifiable$.MODULE$.randomUID("assay-generation"));
  }

  /** The signature that spark.ml reads stages by. */
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

  public Param<String> model() {
    return model;
  }

  public Param<String> promptCol() {
    return promptCol;
  }

  public Param<String> messagesCol() {
    return messagesCol;
  }

  public Param<String> promptIdsCol() {
    return promptIdsCol;
  }

  public Param<String> template() {
    return template;
  }

  public Param<String> idCol() {
    return idCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public Param<String> errorCol() {
    return errorCol;
  }

  public IntParam maxNewTokens() {
    return maxNewTokens;
  }

  public IntParam maxPromptTokens() {
    return maxPromptTokens;
  }

  public DoubleParam temperature() {
    return temperature;
  }

  public IntParam topK() {
    return topK;
  }

  public DoubleParam topP() {
    return topP;
  }

  public DoubleParam minP() {
    return minP;
  }

  public DoubleParam repetitionPenalty() {
    return repetitionPenalty;
  }

  public LongParam seed() {
    return seed;
  }

  public StringArrayParam stop() {
    return stop;
  }

  public GenerationTransformer setModel(String value) {
    return (GenerationTransformer) set(model, value);
  }

  public GenerationTransformer setPromptCol(String value) {
    return (GenerationTransformer) set(promptCol, value);
  }

  public GenerationTransformer setMessagesCol(String value) {
    return (GenerationTransformer) set(messagesCol, value);
  }

  public GenerationTransformer setPromptIdsCol(String value) {
    return (GenerationTransformer) set(promptIdsCol, value);
  }

  public GenerationTransformer setTemplate(String value) {
    return (GenerationTransformer) set(template, value);
  }

  public GenerationTransformer setIdCol(String value) {
    return (GenerationTransformer) set(idCol, value);
  }

  public GenerationTransformer setOutputCol(String value) {
    return (GenerationTransformer) set(outputCol, value);
  }

  public GenerationTransformer setErrorCol(String value) {
    return (GenerationTransformer) set(errorCol, value);
  }

  public GenerationTransformer setMaxNewTokens(int value) {
    return (GenerationTransformer) set(maxNewTokens, (Object) value);
  }

  public GenerationTransformer setMaxPromptTokens(int value) {
    return (GenerationTransformer) set(maxPromptTokens, (Object) value);
  }

  public GenerationTransformer setTemperature(double value) {
    return (GenerationTransformer) set(temperature, (Object) value);
  }

  public GenerationTransformer setTopK(int value) {
    return (GenerationTransformer) set(topK, (Object) value);
  }

  public GenerationTransformer setTopP(double value) {
    return (GenerationTransformer) set(topP, (Object) value);
  }

  public GenerationTransformer setMinP(double value) {
    return (GenerationTransformer) set(minP, (Object) value);
  }

  public GenerationTransformer setRepetitionPenalty(double value) {
    return (GenerationTransformer) set(repetitionPenalty, (Object) value);
  }

  public GenerationTransformer setSeed(long value) {
    return (GenerationTransformer) set(seed, (Object) value);
  }

  public GenerationTransformer setStop(String... value) {
    return (GenerationTransformer) set(stop, value);
  }

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

  public static MLReader<GenerationTransformer> read() {
    return new DefaultParamsReader<>();
  }

  public static GenerationTransformer load(String path) {
    return read().load(path);
  }
}
