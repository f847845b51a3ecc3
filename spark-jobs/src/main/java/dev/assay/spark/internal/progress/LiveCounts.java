package dev.assay.spark.internal.progress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts for the eye while a run goes on: those of finished tasks, and of running ones as their
 * executors' heartbeats bring them. Retried tasks count twice here; what is reported in the end is
 * counted in the tables.
 */
public final class LiveCounts extends SparkListener implements AutoCloseable {
  private final SparkContext context;
  private final TaskCounts counts;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final Set<Long> ended = ConcurrentHashMap.newKeySet();

  private record Running(long requests, long tokens) {}

  private LiveCounts(SparkContext context) {
    this.context = context;
    this.counts = TaskCounts.in(context);
  }

  public static LiveCounts in(SparkContext context) {
    LiveCounts live = new LiveCounts(context);
    context.addSparkListener(live);
    return live;
  }

  /** What tasks count with. */
  public TaskCounts counts() {
    return counts;
  }

  /** Requests answered, failed ones included. */
  long requests() {
    long finished = counts.answered().value() + counts.failed().value();
    return finished + running.values().stream().mapToLong(Running::requests).sum();
  }

  /** Tokens that went into the answers. */
  long tokens() {
    return counts.tokens().value() + running.values().stream().mapToLong(Running::tokens).sum();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (var task : CollectionConverters.asJava(update.accumUpdates())) {
      long requests = 0;
      long tokens = 0;
      for (AccumulableInfo value : CollectionConverters.asJava(task._4())) {
        long amount = value.update().isDefined() ? amount(value.update().get()) : 0;
        if (value.id() == counts.answered().id() || value.id() == counts.failed().id()) {
          requests += amount;
        } else if (value.id() == counts.tokens().id()) {
          tokens += amount;
        }
      }
      long taskId = (Long) task._1();
      // A heartbeat may come after the end of its task.
      if (!ended.contains(taskId)) {
        running.put(taskId, new Running(requests, tokens));
      }
    }
  }

  private static long amount(Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    ended.add(end.taskInfo().taskId());
    running.remove(end.taskInfo().taskId());
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
