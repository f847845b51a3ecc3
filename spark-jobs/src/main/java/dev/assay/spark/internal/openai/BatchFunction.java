package dev.assay.spark.internal.openai;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.functions.ModelFunction;
import dev.assay.spark.internal.progress.TaskCounts;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Answers a line of a batch file. Argument: {@code line}. The result has the line that comes back,
 * whether it says an error, and the tokens that were read and written.
 *
 * @param withoutBegin no BOS before prompts, whatever the family wants
 * @param mostPromptTokens 0 for as many as the model was made for
 * @param defaults where a request says nothing: the most tokens of a chat's answer, and the seed
 * @param created see {@link BatchResponse}
 */
public record BatchFunction(
    ModelReference model,
    boolean withoutBegin,
    int mostPromptTokens,
    GenerationOptions defaults,
    long created,
    TaskCounts counts)
    implements ModelFunction {
  @Override
  public String name() {
    return "batch";
  }

  @Override
  public StructType arguments() {
    return new StructType().add("line", DataTypes.StringType);
  }

  @Override
  public DataType result() {
    return new StructType()
        .add("line", DataTypes.StringType)
        .add("failed", DataTypes.BooleanType)
        .add("prompt_tokens", DataTypes.IntegerType)
        .add("completion_tokens", DataTypes.IntegerType);
  }

  @Override
  public Evaluation open() {
    return new BatchEvaluation(this, ExecutorReplicas.instance().lease(model));
  }
}
