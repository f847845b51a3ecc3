package dev.assay.spark.internal.tables;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.NumericsVersion;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;

/**
 * What a run says of itself.
 *
 * @param computedTokens that went through the layers
 * @param tokensWithoutSharing one forward pass per distinct sequence read within an item
 * @param seconds that the last invocation computed
 */
public record RunRecord(
    ModelFolder model,
    ReplicaSettings replica,
    RunScores scores,
    long computedTokens,
    long tokensWithoutSharing,
    double seconds) {
  Row row(String sparkVersion) {
    return new TableRow(Table.RUNS)
        .with("run_id", scores.run().runId())
        .with("created", Timestamp.from(Instant.now()))
        .with("model", model.path().toString())
        .with("family", model.configuration().family().modelType())
        .with("model_fingerprint", scores.run().modelFingerprint())
        .with("tokenizer_fingerprint", scores.run().tokenizerFingerprint())
        .with("content", scores.run().json())
        .with("numerics_version", NumericsVersion.CURRENT)
        .with("kernels", KernelProvider.named(replica.kernels()).name())
        .with("quantization", replica.quantization().toString())
        .with("assay_version", AssayVersion.current())
        .with("spark_version", sparkVersion)
        .with("java_version", Runtime.version().toString())
        .with("n_items", scores.items())
        .with("n_failed", scores.failed())
        .with("n_truncated", scores.truncated())
        .with("tokens_computed", computedTokens)
        .with("tokens_without_sharing", tokensWithoutSharing)
        .with("seconds", seconds)
        .with("schema_version", Table.SCHEMA_VERSION)
        .row();
  }
}
