package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.model.StateSize;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Bounds the bytes of states between two passes: of the generations that run, and after the prompts
 * that are read for others. What several states share is counted once.
 */
final class StateBudget {
  /** New prompts are let in up to this share of the bound, so that those who run can grow. */
  private static final double SHARE_TO_BEGIN = 0.9;

  private final StateSize size;
  private final long bound;

  /**
   * @param bound in bytes; 0 for none
   */
  StateBudget(StateSize size, long bound) {
    this.size = size;
    this.bound = bound == 0 ? Long.MAX_VALUE : bound;
  }

  /** Bytes of the state after so many tokens. */
  long bytes(int tokens) {
    return size.bytes(tokens);
  }

  /** The reason why nobody can go on after so many tokens, even alone; null where one can. */
  AssayException problem(int tokens) {
    long bytes = size.bytes(tokens);
    if (bytes <= bound) {
      return null;
    }
    return AssayException.request(
        "state_too_large",
        String.format(Locale.ROOT, "the state after %,d tokens takes %,d bytes", tokens, bytes),
        String.format(Locale.ROOT, "states of generations may take %,d bytes", bound),
        "ask for fewer tokens, or give more memory: spark.assay.stateBytes where it is set, else"
            + " -Xmx or spark.executor.memory");
  }

  /**
   * Whether prompts may be let in.
   *
   * @param bytes of the states after them
   */
  boolean letsIn(List<RunningSequence> present, long bytes) {
    return fits(present, 0, bytes, (long) (SHARE_TO_BEGIN * bound));
  }

  /**
   * Whether sequences may go on.
   *
   * @param riding so many, the first ones, read a token; the others keep their states
   * @param promised bytes of states after prompts that are being read
   */
  boolean holds(List<RunningSequence> sequences, int riding, long promised) {
    return fits(sequences, riding, promised, bound);
  }

  private boolean fits(List<RunningSequence> sequences, int riding, long more, long most) {
    long sum = more;
    for (int i = 0; i < sequences.size(); i++) {
      sum += size.bytes(sequences.get(i).state().position() + (i < riding ? 1 : 0));
    }
    // Looking for what they share takes longer, and is seldom needed.
    return sum <= most || sum - sharedBytes(sequences, riding) <= most;
  }

  /** Bytes of pages that were counted at another sequence already. */
  private long sharedBytes(List<RunningSequence> sequences, int riding) {
    if (size.pageBytes() == 0) {
      return 0;
    }
    Set<Page> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    long again = 0;
    for (int i = 0; i < sequences.size(); i++) {
      State state = sequences.get(i).state();
      int position = state.position();
      // Who reads a token leaves full pages as they are, and copies the one that it writes to.
      int end = i < riding ? position / Page.POSITIONS : StateSize.pageEnd(position);
      for (StateSize.Span span : size.spans()) {
        // Layers of a span share alike: their pages are cut and recorded at the same nodes.
        State.Attention attention = state.attentions().get(span.layer());
        for (int page = span.firstPage(i < riding ? position + 1 : position); page < end; page++) {
          boolean first = seen.add(attention.pages().get(page - attention.firstPage()));
          again += first ? 0 : span.pageBytes();
        }
      }
    }
    return again;
  }
}
