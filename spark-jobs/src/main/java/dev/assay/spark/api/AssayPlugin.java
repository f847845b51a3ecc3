package dev.assay.spark.api;

import dev.assay.spark.internal.executor.ReplicaPlugin;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * {@code spark.plugins=dev.assay.spark.api.AssayPlugin}: executors load the model of {@code
 * spark.assay.model}, where that is set, as soon as they start, and show Spark's metrics system
 * what their replica does: rows, tokens, batches and the prefix cache, below {@code
 * plugin.dev.assay.spark.api.AssayPlugin}.
 *
 * @since 0.1
 */
public final class AssayPlugin implements SparkPlugin {
  private final ReplicaPlugin replicas = new ReplicaPlugin();

  @Override
  public DriverPlugin driverPlugin() {
    return replicas.driverPlugin();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return replicas.executorPlugin();
  }
}
