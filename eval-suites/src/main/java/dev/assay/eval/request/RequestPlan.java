package dev.assay.eval.request;

import dev.assay.eval.request.RequestChunk.Planned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The requests of a run in the order in which they share most, cut into chunks. A function of the
 * requests and the chunk size alone; only a chunk's slices depend on the cluster.
 */
public final class RequestPlan {
  /** A shared beginning shorter than this is not worth a state. */
  private static final int LEAST_PREFIX = 32;

  private RequestPlan() {}

  /**
   * @param tasks each task's requests
   * @param chunkTokens tokens to compute between two commits, about
   */
  public static List<RequestChunk> chunks(List<List<TokenRequest>> tasks, int chunkTokens) {
    List<RequestChunk> chunks = new ArrayList<>();
    List<Planned> current = new ArrayList<>();
    long tokens = 0;
    for (List<TokenRequest> task : tasks) {
      for (Planned request : ordered(task)) {
        current.add(request);
        tokens += request.tokens();
        if (tokens >= chunkTokens) {
          chunks.add(new RequestChunk(chunks.size(), current));
          current.clear();
          tokens = 0;
        }
      }
    }
    if (!current.isEmpty()) {
      chunks.add(new RequestChunk(chunks.size(), current));
    }
    return chunks;
  }

  /**
   * A task's requests: those with the common beginning first, in the order of their tokens. A
   * shortened prompt lacks the beginning that the others share.
   */
  private static List<Planned> ordered(List<TokenRequest> requests) {
    List<TokenRequest> sorted = new ArrayList<>(requests);
    sorted.sort(
        Comparator.comparing(TokenRequest::shortened)
            .thenComparing(TokenRequest::context, Arrays::compare)
            .thenComparingInt(TokenRequest::docId)
            .thenComparingInt(TokenRequest::part));
    int[] none = new int[0];
    int[] prefix = commonBeginning(sorted.stream().filter(one -> !one.shortened()).toList());
    return sorted.stream()
        .map(
            one ->
                one.shortened()
                    ? new Planned(none, one)
                    : new Planned(prefix, one.without(prefix.length)))
        .toList();
  }

  /** Of sorted contexts: what the first and the last begin with in common. */
  private static int[] commonBeginning(List<TokenRequest> sorted) {
    if (sorted.size() < 2) {
      return new int[0];
    }
    int[] first = sorted.get(0).context();
    int[] last = sorted.get(sorted.size() - 1).context();
    int common = Arrays.mismatch(first, last);
    int length = common < 0 ? first.length : common;
    return length < LEAST_PREFIX ? new int[0] : Arrays.copyOf(first, length);
  }
}
