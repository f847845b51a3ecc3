package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.sidebyside.Judgement;
import dev.assay.spark.internal.tables.RunTables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the run says of itself that holds a judge's replies.
 *
 * @param fingerprint of the judge: sha256 over configuration and weights
 * @param family its model_type
 * @param truncated prompts that were shortened
 * @param tokensComputed that went through its layers
 * @param tokensWithoutSharing that would have, with nothing computed once for several replies
 * @param seconds that the last invocation computed
 */
public record JudgeRun(
    String runId,
    String fingerprint,
    String family,
    long truncated,
    long tokensComputed,
    long tokensWithoutSharing,
    double seconds) {

  /** By the judges' names; rules, and judges that nobody had to ask, have none. */
  public static Map<String, JudgeRun> of(SparkSession spark, String output, SideBySide side) {
    RunTables tables = new RunTables(spark, output);
    Map<String, JudgeRun> runs = new LinkedHashMap<>();
    for (Judgement judgement : side.judgements()) {
      if (!judgement.source().isEmpty()) {
        runs.put(judgement.judge(), of(tables.run(judgement.source())));
      }
    }
    return runs;
  }

  private static JudgeRun of(Row run) {
    return new JudgeRun(
        run.getAs("run_id"),
        run.getAs("model_fingerprint"),
        run.getAs("family"),
        run.<Long>getAs("n_truncated"),
        run.<Long>getAs("tokens_computed"),
        run.<Long>getAs("tokens_without_sharing"),
        run.<Double>getAs("seconds"));
  }
}
