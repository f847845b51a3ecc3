package dev.assay.spark.internal.functions;

import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.engine.ScoreResult;
import dev.assay.core.error.AssayException;
import dev.assay.eval.request.TokenEncoder;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.TaskCounts;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How probable a continuation is after a context, encoded as evaluation encodes them. Arguments:
 * {@code context}, {@code continuation}. The result has {@code loglikelihood} (natural logarithm),
 * {@code greedy}, whether it is what the model would say, {@code tokens} of the continuation, and
 * {@code error}.
 *
 * @param withoutBegin no BOS before contexts, whatever the family wants
 */
public record LogLikelihoodFunction(ModelReference model, boolean withoutBegin, TaskCounts counts)
    implements ModelFunction {
  private static final int ERROR = 3;

  @Override
  public String name() {
    return "loglikelihood";
  }

  @Override
  public StructType arguments() {
    return new StructType()
        .add("context", DataTypes.StringType)
        .add("continuation", DataTypes.StringType);
  }

  @Override
  public DataType result() {
    return new StructType()
        .add("loglikelihood", DataTypes.DoubleType)
        .add("greedy", DataTypes.BooleanType)
        .add("tokens", DataTypes.IntegerType)
        .add("error", RowError.TYPE);
  }

  @Override
  public Evaluation open() {
    return new Scoring(ExecutorReplicas.instance().lease(model));
  }

  private final class Scoring implements Evaluation {
    private final ExecutorReplicas.Lease lease;
    private final TokenEncoder encoder;

    Scoring(ExecutorReplicas.Lease lease) {
      this.lease = lease;
      this.encoder =
          new TokenEncoder(
              lease.replica().tokenizer(), lease.replica().beginOfSequence(withoutBegin));
    }

    @Override
    public Pending start(InternalRow row) {
      try {
        String context = Texts.checked(text(row, 0), "context");
        TokenEncoder.Pair pair = encoder.pair(context, Texts.checked(text(row, 1), "continuation"));
        ScoreRequest request = new ScoreRequest(pair.context(), List.of(pair.continuation()));
        return new PendingAnswer<>(
            lease.engine().score(request), "a continuation", this::answered, this::failed);
      } catch (AssayException error) {
        return Pending.of(failed(error));
      }
    }

    private Object answered(ScoreResult result) {
      counts.countAnswered(result.computedTokens());
      ContinuationScore score = result.scores().get(0);
      return new GenericInternalRow(
          new Object[] {
            score.logLikelihood(), score.greedy(), score.tokenLogProbabilities().length, null
          });
    }

    private Object failed(AssayException error) {
      counts.countFailed();
      GenericInternalRow row = new GenericInternalRow(ERROR + 1);
      row.update(ERROR, RowError.row(error));
      return row;
    }

    private static UTF8String text(InternalRow row, int field) {
      return row.isNullAt(field) ? null : row.getUTF8String(field);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
