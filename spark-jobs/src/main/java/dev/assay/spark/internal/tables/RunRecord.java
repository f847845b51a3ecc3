package dev.assay.spark.internal.tables;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.NumericsVersion;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * What a run says of itself.
 *
 * @param content JSON of everything that the id is made of
 * @param computedTokens that went through the layers; null where nobody counted
 * @param tokensWithoutSharing one forward pass per distinct sequence read within an item; null
 *     likewise
 * @param seconds that the last invocation computed
 */
public record RunRecord(
    String runId,
    ModelFolder model,
    String content,
    ReplicaSettings replica,
    long items,
    long failed,
    long truncated,
    Long computedTokens,
    Long tokensWithoutSharing,
    double seconds) {

  Row row(SparkSession spark) {
    return RowFactory.create(
        runId,
        Timestamp.from(Instant.now()),
        model.path().toString(),
        model.configuration().family(),
        model.fingerprint(),
        model.hasTokenizer() ? model.tokenizerFingerprint() : null,
        content,
        NumericsVersion.CURRENT,
        KernelProvider.named(replica.kernels()).name(),
        replica.quantization().toString(),
        AssayVersion.current(),
        spark.version(),
        Runtime.version().toString(),
        items,
        failed,
        truncated,
        computedTokens,
        tokensWithoutSharing,
        seconds,
        Table.SCHEMA_VERSION);
  }
}
