package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.eval.request.Answer;
import dev.assay.eval.request.RequestSlice;
import dev.assay.eval.request.TokenRequest;
import dev.assay.spark.internal.executor.Answers;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.TaskCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Runs on executors: feeds a slice to the replica of its virtual machine, and makes rows of it. */
final class SliceAnswerer implements FlatMapFunction<Iterator<RequestSlice>, Row> {
  private final ModelReference model;
  private final TaskCounts counts;

  SliceAnswerer(ModelReference model, TaskCounts counts) {
    this.model = model;
    this.counts = counts;
  }

  private record Pending(TokenRequest request, CompletableFuture<Answer> answer) {}

  @Override
  public Iterator<Row> call(Iterator<RequestSlice> slices) {
    List<Pending> pending = new ArrayList<>();
    TaskCompletionListener abandon =
        context -> pending.forEach(request -> request.answer().cancel(true));
    TaskContext.get().addTaskCompletionListener(abandon);
    try (ExecutorReplicas.Lease lease = ExecutorReplicas.instance().lease(model)) {
      while (slices.hasNext()) {
        for (RequestSlice.Group group : slices.next().groups()) {
          for (TokenRequest request : group.requests()) {
            pending.add(new Pending(request, request.ask(lease.replica(), group.prefix())));
          }
        }
      }
      List<Row> rows = new ArrayList<>();
      for (Pending request : pending) {
        rows.add(row(request));
      }
      return rows.iterator();
    }
  }

  private Row row(Pending pending) {
    TokenRequest request = pending.request();
    try {
      Answer answer =
          Answers.await(pending.answer(), "document " + request.docId() + " of " + request.task());
      counts.countAnswered(answer.computedTokens());
      return RequestRows.answered(request, answer);
    } catch (AssayException error) {
      counts.countFailed();
      return RequestRows.failed(request, error);
    }
  }
}
