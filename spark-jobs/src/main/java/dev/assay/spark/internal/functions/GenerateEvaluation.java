package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.GeneratedText;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.GenerationParameter;
import dev.assay.core.generation.PromptEncoder;
import dev.assay.core.generation.RowSeed;
import dev.assay.core.generation.TextGenerator;
import dev.assay.core.replica.Replica;
import dev.assay.core.sampling.Sampling;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;

/** A task's generations on the replica of its executor. */
final class GenerateEvaluation implements ModelFunction.Evaluation {
  /** A shared beginning shorter than this is not worth a state. */
  private static final int LEAST_SHARED = 32;

  private static final int PARAMETERS = 1;
  private static final int ROW_ID = 2;

  private final GenerateFunction function;
  private final GenerationColumns columns;
  private final ExecutorReplicas.Lease lease;
  private final Tokenizer tokenizer;
  private final PromptEncoder encoder;
  private final TextGenerator generator;
  private int[] previous = {};

  GenerateEvaluation(GenerateFunction function, ExecutorReplicas.Lease lease) {
    this.function = function;
    this.columns = function.columns();
    this.lease = lease;
    Replica replica = lease.replica();
    boolean ids = function.prompt() == PromptKind.IDS && !replica.hasTokenizer();
    this.tokenizer = ids ? null : replica.tokenizer();
    this.encoder =
        ReplicaPrompts.encoder(replica, ids, function.withoutBegin(), function.mostPromptTokens());
    this.generator =
        ids
            ? TextGenerator.ofIds(replica.engine())
            : TextGenerator.of(replica.engine(), tokenizer, replica.endOfSequence());
  }

  @Override
  public ModelFunction.Pending start(InternalRow row) {
    try {
      GenerationOptions asked = options(row);
      int[] prompt = function.prompt().encode(row, 0, encoder, asked.chatVariables());
      GenerationOptions options = seeded(asked, row, prompt);
      return new PendingAnswer<>(
          generator.generate(prompt, shared(prompt), options),
          "a prompt of " + prompt.length + " tokens",
          this::answered,
          this::failed);
    } catch (AssayException error) {
      if (error.kind() != ErrorKind.REQUEST) {
        throw error;
      }
      return ModelFunction.Pending.of(failed(error));
    }
  }

  private Object answered(GeneratedText generated) {
    function.counts().countAnswered((long) generated.promptTokens() + generated.completionTokens());
    return columns.row(generated, tokenizer);
  }

  private Object failed(AssayException error) {
    function.counts().countFailed();
    return columns.failure(error);
  }

  private GenerationOptions options(InternalRow row) {
    GenerationOptions options = function.options();
    if (!row.isNullAt(PARAMETERS)) {
      options = GenerationParameter.apply(options, map(row.getMap(PARAMETERS)));
    }
    if (options.logProbabilities() >= 0 && !function.logProbabilities()) {
      throw AssayException.request(
          "invalid_parameter",
          "logprobs is " + options.logProbabilities() + " in this row",
          "the result has no column for them",
          "ask for them in all rows");
    }
    return options;
  }

  private static GenerationOptions seeded(
      GenerationOptions options, InternalRow row, int[] prompt) {
    Sampling sampling = options.sampling();
    if (sampling.temperature() == 0) {
      return options;
    }
    String id = row.isNullAt(ROW_ID) ? Arrays.toString(prompt) : row.getString(ROW_ID);
    return options.withSeed(RowSeed.of(sampling.seed(), id));
  }

  private static Map<String, String> map(MapData data) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < data.numElements(); i++) {
      UTF8String value = data.valueArray().isNullAt(i) ? null : data.valueArray().getUTF8String(i);
      map.put(data.keyArray().getUTF8String(i).toString(), value == null ? null : value.toString());
    }
    return map;
  }

  /** Prompts come in order where somebody sorted them: what two share, the next may share too. */
  private int shared(int[] prompt) {
    int mismatch = Arrays.mismatch(prompt, previous);
    previous = prompt;
    // The last token is read for its own sake: it has the first distribution.
    int common = mismatch < 0 ? prompt.length - 1 : Math.min(mismatch, prompt.length - 1);
    return common >= LEAST_SHARED ? common : 0;
  }

  @Override
  public void close() {
    lease.close();
  }
}
