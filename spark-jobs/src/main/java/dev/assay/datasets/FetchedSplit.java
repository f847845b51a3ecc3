package dev.assay.datasets;

import dev.assay.eval.registry.RegisteredSplit;
import java.util.List;

/**
 * What became of a split that was to be fetched.
 *
 * @param state of its file
 * @param source that gave it; empty where none did
 * @param failures each source that was tried, and why it failed
 */
public record FetchedSplit(
    RegisteredSplit split, State state, String source, List<String> failures) {

  /** Of a split's file. */
  public enum State {
    /** It was fetched, and is what the manifest says. */
    FETCHED,
    /** It was fetched; the manifest does not say what it holds. */
    FETCHED_NOT_PINNED,
    /** It was there before, right. */
    THERE,
    /** Another file is in its place, which is left as it is. */
    OCCUPIED,
    /** No source gave it. */
    FAILED
  }

  public FetchedSplit {
    failures = List.copyOf(failures);
  }

  /** The split's file is in its place. */
  public boolean there() {
    return state != State.FAILED && state != State.OCCUPIED;
  }
}
