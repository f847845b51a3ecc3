package dev.assay.spark.internal.executor;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.assay.core.engine.EngineStatistics;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What an executor's replica does, as gauges of Spark's metrics system. Those of the engine count
 * from the loading of the replica.
 */
final class ReplicaMetrics {
  private static final double NANOS_PER_MILLI = 1e6;

  private ReplicaMetrics() {}

  static void register(MetricRegistry registry, ExecutorReplicas replicas) {
    registry.register("rows.answered", (Gauge<Long>) () -> replicas.rows().answered());
    registry.register("rows.failed", (Gauge<Long>) () -> replicas.rows().failed());
    count(registry, replicas, "tokens.computed", EngineStatistics::computedTokens);
    count(registry, replicas, "tokens.generated", EngineStatistics::generatedTokens);
    count(registry, replicas, "batches", EngineStatistics::batches);
    count(registry, replicas, "generations.preempted", EngineStatistics::preempted);
    count(registry, replicas, "requests", EngineStatistics::requests);
    count(registry, replicas, "cache.hits", EngineStatistics::cacheHits);
    count(registry, replicas, "cache.misses", EngineStatistics::cacheMisses);
    count(registry, replicas, "cache.tokens", EngineStatistics::cacheTokens);
    mean(
        registry,
        replicas,
        "batch.tokens.mean",
        statistics -> (double) statistics.computedTokens() / statistics.batches());
    mean(
        registry,
        replicas,
        "queue.wait.millis.mean",
        statistics -> statistics.waitedNanos() / NANOS_PER_MILLI / statistics.requests());
  }

  private static void count(
      MetricRegistry registry,
      ExecutorReplicas replicas,
      String name,
      ToLongFunction<EngineStatistics> value) {
    registry.register(
        name, (Gauge<Long>) () -> replicas.statistics().map(value::applyAsLong).orElse(0L));
  }

  private static void mean(
      MetricRegistry registry,
      ExecutorReplicas replicas,
      String name,
      ToDoubleFunction<EngineStatistics> value) {
    registry.register(
        name,
        (Gauge<Double>)
            () ->
                replicas
                    .statistics()
                    .map(value::applyAsDouble)
                    .filter(Double::isFinite)
                    .orElse(0.0));
  }
}
