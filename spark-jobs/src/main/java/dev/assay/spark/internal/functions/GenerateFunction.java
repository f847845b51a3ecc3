package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.GenerationParameter;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.TaskCounts;
import java.util.OptionalInt;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Generates the text after a prompt. Arguments: {@code prompt}; {@code parameters}, a map of {@link
 * GenerationParameter}s that this row changes, or null; {@code row_id}, a string that the row's
 * draws depend on, the prompt's own ids where it is null.
 *
 * @param prompt what the prompt argument is
 * @param withoutBegin no BOS before prompts, whatever the family wants
 * @param mostPromptTokens 0 for as many as the model was made for
 * @param tokenIds whether the result has the ids
 * @param logProbabilities whether the result has log-probabilities, where they are asked for
 */
public record GenerateFunction(
    ModelReference model,
    PromptKind prompt,
    boolean withoutBegin,
    int mostPromptTokens,
    GenerationOptions options,
    boolean tokenIds,
    boolean logProbabilities,
    TaskCounts counts)
    implements ModelFunction {
  @Override
  public String name() {
    return "generate";
  }

  @Override
  public StructType arguments() {
    return new StructType()
        .add("prompt", prompt.type())
        .add("parameters", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
        .add("row_id", DataTypes.StringType);
  }

  GenerationColumns columns() {
    return new GenerationColumns(tokenIds, logProbabilities);
  }

  @Override
  public DataType result() {
    return columns().type();
  }

  @Override
  public Evaluation open() {
    return new GenerateEvaluation(this, ExecutorReplicas.instance().lease(model));
  }

  /**
   * Tokens a prompt may have.
   *
   * @throws AssayException of kind USAGE where more is wanted than the model was made for
   */
  public static int mostPromptTokens(ModelFolder model, OptionalInt wanted) {
    int most = model.configuration().maximumPositions();
    if (wanted.isPresent() && (wanted.getAsInt() < 1 || wanted.getAsInt() > most)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "max_prompt_tokens is " + wanted.getAsInt(),
          "the model in " + model.path() + " reads 1 to " + most + " tokens",
          "give a number of these, or leave it out");
    }
    return wanted.orElse(most);
  }
}
