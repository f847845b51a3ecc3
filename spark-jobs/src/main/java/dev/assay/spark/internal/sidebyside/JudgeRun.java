package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.sidebyside.Judgement;
import dev.assay.spark.internal.tables.RunTables;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the run says of itself that holds a judge's replies.
 *
 * @param fingerprint of the judge: sha256 over configuration and weights
 * @param tokensComputed that went through its layers
 * @param tokensWithoutSharing that would have, with nothing computed once for several replies
 */
public record JudgeRun(
    String runId, String fingerprint, long tokensComputed, long tokensWithoutSharing) {

  /** By the judges' names; rules, and judges that nobody had to ask, have none. */
  public static Map<String, List<JudgeRun>> of(SparkSession spark, String output, SideBySide side) {
    RunTables tables = new RunTables(spark, output);
    Map<String, List<JudgeRun>> runs = new LinkedHashMap<>();
    for (Judgement judgement : side.judgements()) {
      if (!judgement.source().isEmpty()) {
        runs.put(
            judgement.judge(),
            Arrays.stream(judgement.source().split("\\+"))
                .map(run -> of(tables.run(run)))
                .toList());
      }
    }
    return runs;
  }

  private static JudgeRun of(Row run) {
    return new JudgeRun(
        run.getAs("run_id"),
        run.getAs("model_fingerprint"),
        run.<Long>getAs("tokens_computed"),
        run.<Long>getAs("tokens_without_sharing"));
  }
}
