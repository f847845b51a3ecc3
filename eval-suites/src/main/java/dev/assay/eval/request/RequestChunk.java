package dev.assay.eval.request;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests that are committed together.
 *
 * @param number of the chunk in its plan, from 0
 */
public record RequestChunk(int number, List<Planned> requests) {
  /** Slices of fewer tokens would repeat shared beginnings more than they balance. */
  private static final int LEAST_SLICE_TOKENS = 1024;

  public RequestChunk {
    requests = List.copyOf(requests);
  }

  /**
   * A request in its place.
   *
   * @param prefix shared with its task's others: the same object for all of them
   * @param request without the prefix
   */
  public record Planned(int[] prefix, TokenRequest request) {
    long tokens() {
      return request.tokens(0);
    }
  }

  /** The tasks in it, for people. */
  public String description() {
    List<String> tasks = requests.stream().map(one -> one.request().task()).distinct().toList();
    if (tasks.isEmpty()) {
      return "nothing";
    }
    return tasks.size() == 1 ? tasks.get(0) : tasks.get(0) + " and " + (tasks.size() - 1) + " more";
  }

  /** Tokens to compute, about. */
  public long tokens() {
    return requests.stream().mapToLong(Planned::tokens).sum();
  }

  /** At most so many slices, neighbours together, balanced by tokens. */
  public List<RequestSlice> slices(int wanted) {
    long total = tokens();
    long most = Math.max(1, Math.min(wanted, total / LEAST_SLICE_TOKENS));
    List<RequestSlice> slices = new ArrayList<>();
    long done = 0;
    int from = 0;
    for (int at = 0; at < requests.size(); at++) {
      done += requests.get(at).tokens();
      boolean last = at == requests.size() - 1;
      if (last || done * most >= total * (slices.size() + 1)) {
        slices.add(slice(requests.subList(from, at + 1)));
        from = at + 1;
      }
    }
    return slices;
  }

  private static RequestSlice slice(List<Planned> requests) {
    List<RequestSlice.Group> groups = new ArrayList<>();
    int from = 0;
    for (int at = 1; at <= requests.size(); at++) {
      int[] prefix = requests.get(from).prefix();
      if (at == requests.size() || requests.get(at).prefix() != prefix) {
        groups.add(
            new RequestSlice.Group(
                prefix, requests.subList(from, at).stream().map(Planned::request).toList()));
        from = at;
      }
    }
    return new RequestSlice(groups);
  }
}
