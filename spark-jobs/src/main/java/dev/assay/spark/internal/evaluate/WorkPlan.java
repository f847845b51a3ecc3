package dev.assay.spark.internal.evaluate;

import dev.assay.eval.encoding.ContextGroup;
import dev.assay.spark.internal.evaluate.PreparedTask.PreparedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The requests of a run, cut into chunks that are committed one by one. A function of the run's
 * content and the chunk size alone; only a chunk's slices depend on the number of partitions.
 */
final class WorkPlan {
  /** A shared beginning shorter than this is not worth a state. */
  private static final int LEAST_PREFIX = 32;

  /** Slices of fewer tokens would repeat shared beginnings more than they balance. */
  private static final int LEAST_SLICE_TOKENS = 1024;

  private final List<Chunk> chunks = new ArrayList<>();

  /** A request with what it costs: the tokens it does not share with its task. */
  record Work(String task, int[] prefix, RequestSlice.Request request, long tokens) {}

  /** Requests committed together. */
  record Chunk(int number, List<Work> work) {
    /** The tasks in it, for people. */
    String description() {
      List<String> tasks = work.stream().map(Work::task).distinct().toList();
      return tasks.size() == 1
          ? tasks.get(0)
          : tasks.get(0) + " and " + (tasks.size() - 1) + " more";
    }

    /** Tokens to compute, about. */
    long tokens() {
      return work.stream().mapToLong(Work::tokens).sum();
    }

    /** At most so many slices, neighbours together, balanced by tokens. */
    List<RequestSlice> slices(int wanted) {
      long total = tokens();
      long most = Math.max(1, Math.min(wanted, total / LEAST_SLICE_TOKENS));
      List<RequestSlice> slices = new ArrayList<>();
      long done = 0;
      int from = 0;
      for (int at = 0; at < work.size(); at++) {
        done += work.get(at).tokens();
        boolean last = at == work.size() - 1;
        if (last || done * most >= total * (slices.size() + 1)) {
          slices.add(slice(work.subList(from, at + 1)));
          from = at + 1;
        }
      }
      return slices;
    }

    private static RequestSlice slice(List<Work> work) {
      List<RequestSlice.Group> groups = new ArrayList<>();
      int from = 0;
      for (int at = 1; at <= work.size(); at++) {
        Work first = work.get(from);
        boolean same =
            at < work.size()
                && work.get(at).task().equals(first.task())
                && work.get(at).prefix() == first.prefix();
        if (!same) {
          List<RequestSlice.Request> requests =
              work.subList(from, at).stream().map(Work::request).toList();
          groups.add(
              new RequestSlice.Group(first.task(), first.prefix(), new ArrayList<>(requests)));
          from = at;
        }
      }
      return new RequestSlice(groups);
    }
  }

  private WorkPlan(List<Work> work, int chunkTokens) {
    List<Work> current = new ArrayList<>();
    long tokens = 0;
    for (Work request : work) {
      current.add(request);
      tokens += request.tokens();
      if (tokens >= chunkTokens) {
        chunks.add(new Chunk(chunks.size(), List.copyOf(current)));
        current.clear();
        tokens = 0;
      }
    }
    if (!current.isEmpty()) {
      chunks.add(new Chunk(chunks.size(), List.copyOf(current)));
    }
  }

  static WorkPlan of(List<PreparedTask> tasks, int chunkTokens) {
    List<Work> work = new ArrayList<>();
    for (PreparedTask task : tasks) {
      work.addAll(work(task));
    }
    return new WorkPlan(work, chunkTokens);
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** A context of an item. */
  private record Asked(int docId, ContextGroup group, boolean shortened) {}

  /** A task's requests: those with the common beginning first, in the order of their tokens. */
  private static List<Work> work(PreparedTask task) {
    List<Asked> asked = new ArrayList<>();
    for (PreparedItem item : task.items()) {
      if (item.errorCode() == null) {
        for (ContextGroup group : item.encoded().byContext()) {
          asked.add(new Asked(item.item().docId(), group, item.encoded().truncated()));
        }
      }
    }
    // A shortened prompt lacks the beginning that the others share.
    asked.sort(
        Comparator.comparing(Asked::shortened)
            .thenComparing((Asked a) -> a.group().context(), Arrays::compare)
            .thenComparingInt(Asked::docId));
    int[] prefix = commonBeginning(asked.stream().filter(a -> !a.shortened()).toList());
    int[] none = new int[0];
    List<Work> work = new ArrayList<>();
    for (Asked one : asked) {
      work.add(work(task.name(), one.shortened() ? none : prefix, one));
    }
    return work;
  }

  private static Work work(String task, int[] prefix, Asked asked) {
    int[] context = asked.group().context();
    int[] suffix = Arrays.copyOfRange(context, prefix.length, context.length);
    int[] choices = asked.group().choices().stream().mapToInt(Integer::intValue).toArray();
    int[][] continuations = asked.group().continuations().toArray(int[][]::new);
    long tokens = suffix.length;
    for (int[] continuation : continuations) {
      tokens += continuation.length;
    }
    RequestSlice.Request request =
        new RequestSlice.Request(asked.docId(), suffix, choices, continuations);
    return new Work(task, prefix, request, tokens);
  }

  /** Of sorted contexts: what the first and the last begin with in common. */
  private static int[] commonBeginning(List<Asked> sorted) {
    if (sorted.size() < 2) {
      return new int[0];
    }
    int[] first = sorted.get(0).group().context();
    int[] last = sorted.get(sorted.size() - 1).group().context();
    int common = Arrays.mismatch(first, last);
    int length = common < 0 ? first.length : common;
    return length < LEAST_PREFIX ? new int[0] : Arrays.copyOf(first, length);
  }
}
