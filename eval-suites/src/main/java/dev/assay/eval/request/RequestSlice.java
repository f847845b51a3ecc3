package dev.assay.eval.request;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that one executor's task is sent, each shared beginning once.
 *
 * @param groups in order, neighbours sharing beginnings
 */
public record RequestSlice(List<Group> groups) implements Serializable {
  public RequestSlice {
    // A list that every JVM can read, whatever its collections.
    groups = new ArrayList<>(groups);
  }

  /**
   * Requests that begin alike.
   *
   * @param prefix token ids that stand before every request's context
   */
  public record Group(int[] prefix, List<TokenRequest> requests) implements Serializable {
    public Group {
      requests = new ArrayList<>(requests);
    }
  }

  public long requests() {
    return groups.stream().mapToLong(group -> group.requests().size()).sum();
  }
}
