package dev.assay.spark.internal.evaluate;

import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.engine.ScoreResult;
import dev.assay.core.error.AssayException;
import dev.assay.spark.internal.executor.Answers;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.TaskCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Runs on executors: feeds a slice to the replica of its virtual machine, and makes rows of it. */
final class SliceScorer implements FlatMapFunction<Iterator<RequestSlice>, Row> {
  private final ModelReference model;
  private final boolean tokenLogProbabilities;
  private final TaskCounts counts;

  SliceScorer(ModelReference model, boolean tokenLogProbabilities, TaskCounts counts) {
    this.model = model;
    this.tokenLogProbabilities = tokenLogProbabilities;
    this.counts = counts;
  }

  private record Pending(
      String task, RequestSlice.Request request, CompletableFuture<ScoreResult> answer) {}

  @Override
  public Iterator<Row> call(Iterator<RequestSlice> slices) {
    List<Pending> pending = new ArrayList<>();
    TaskCompletionListener abandon =
        context -> pending.forEach(request -> request.answer().cancel(true));
    TaskContext.get().addTaskCompletionListener(abandon);
    try (ExecutorReplicas.Lease lease = ExecutorReplicas.instance().lease(model)) {
      while (slices.hasNext()) {
        for (RequestSlice.Group group : slices.next().groups()) {
          for (RequestSlice.Request request : group.requests()) {
            ScoreRequest asked = request(group, request);
            pending.add(new Pending(group.task(), request, lease.engine().score(asked)));
          }
        }
      }
      List<Row> rows = new ArrayList<>();
      for (Pending request : pending) {
        rows.addAll(rows(request));
      }
      return rows.iterator();
    }
  }

  private static ScoreRequest request(RequestSlice.Group group, RequestSlice.Request request) {
    int[] prefix = group.prefix();
    int[] context = Arrays.copyOf(prefix, prefix.length + request.suffix().length);
    System.arraycopy(request.suffix(), 0, context, prefix.length, request.suffix().length);
    return new ScoreRequest(context, List.of(request.continuations()), prefix.length);
  }

  /** One row per choice; one row in all where the request failed. */
  private List<Row> rows(Pending pending) {
    try {
      ScoreResult result =
          Answers.await(
              pending.answer(), "document " + pending.request().docId() + " of " + pending.task());
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < result.scores().size(); i++) {
        long tokens = i == 0 ? result.computedTokens() : 0;
        rows.add(row(pending, i, result.scores().get(i), tokens));
      }
      counts.answered().add(1);
      counts.tokens().add(result.computedTokens());
      return rows;
    } catch (AssayException error) {
      counts.failed().add(1);
      return List.of(failure(pending, error));
    }
  }

  private Row row(Pending pending, int index, ContinuationScore score, long computedTokens) {
    return RowFactory.create(
        pending.task(),
        pending.request().docId(),
        pending.request().choices()[index],
        score.logLikelihood(),
        score.greedy(),
        score.tokenLogProbabilities().length,
        tokenLogProbabilities ? score.tokenLogProbabilities() : null,
        computedTokens,
        null,
        null);
  }

  private static Row failure(Pending pending, AssayException error) {
    return RowFactory.create(
        pending.task(),
        pending.request().docId(),
        pending.request().choices()[0],
        null,
        null,
        null,
        null,
        0L,
        error.code(),
        error.getMessage());
  }
}
