package dev.assay.core.engine;

import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A radix tree over token ids. It remembers which contexts were asked, so that it sees a beginning
 * come a second time, and holds states at beginnings that were, or promise to be, asked twice.
 * Least recently used out, bounded in bytes of states and in tokens of paths. Used by one thread.
 */
final class PrefixCache {
  /** A state is worth keeping where it saves at least this many tokens. */
  private static final int LEAST_GAIN = 64;

  /** Bound of the tokens on the tree's edges. */
  private static final int MOST_PATH_TOKENS = 1 << 20;

  private final long capacity;
  private final Entry root = new Entry(null, new int[0]);
  private final Map<Entry, Boolean> recency = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Page, Integer> pageUses = new IdentityHashMap<>();
  private final List<Entry> promised = new ArrayList<>();
  private long bytes;
  private long pathTokens;

  PrefixCache(long capacity) {
    this.capacity = capacity;
  }

  /** An edge of the tree and the beginning that ends with it. */
  private static final class Entry {
    private Entry parent;
    private int[] edge;
    private final Map<Integer, Entry> children = new HashMap<>();
    private State state;
    private boolean promise;

    Entry(Entry parent, int[] edge) {
      this.parent = parent;
      this.edge = edge;
    }
  }

  /** The longest beginning of a context that has a state; null if none. */
  State longest(int[] context) {
    Entry best = null;
    Entry at = root;
    int depth = 0;
    while (at != null) {
      depth += at.edge.length;
      if (at.state != null) {
        best = at;
      }
      Entry child = depth < context.length ? at.children.get(context[depth]) : null;
      at =
          child != null && matching(child.edge, context, depth) == child.edge.length ? child : null;
    }
    if (best == null) {
      return null;
    }
    recency.get(best);
    return best.state;
  }

  /**
   * Notes that a context is asked.
   *
   * @param sharedPrefix its leading tokens that later requests will share; 0 where nothing is known
   * @return how many leading tokens to keep the state of, by {@link #put}; 0 for none
   */
  int ask(int[] context, int sharedPrefix) {
    Entry at = root;
    int depth = 0;
    int served = 0;
    while (depth < context.length) {
      Entry child = at.children.get(context[depth]);
      int matching = child == null ? 0 : matching(child.edge, context, depth);
      if (matching == 0) {
        break;
      }
      at = matching == child.edge.length ? child : split(child, matching);
      depth += matching;
      if (at.state != null || at.promise) {
        served = depth;
      }
    }
    int keep = depth - served >= LEAST_GAIN ? depth : 0;
    if (sharedPrefix > served) {
      keep = sharedPrefix;
    }
    insert(context, context.length);
    if (keep > 0) {
      Entry entry = insert(context, keep);
      entry.promise = true;
      promised.add(entry);
    }
    shrink();
    return keep;
  }

  /**
   * Keeps the state after the first {@code length} tokens of a context, unless it alone is larger
   * than the cache.
   */
  void put(int[] context, int length, State state) {
    if (state.ownBytes() + pages(state).stream().mapToLong(Page::bytes).sum() > capacity) {
      return;
    }
    Entry entry = insert(context, length);
    if (entry.state == null) {
      entry.state = state;
      bytes += state.ownBytes();
      for (Page page : pages(state)) {
        if (pageUses.merge(page, 1, Integer::sum) == 1) {
          bytes += page.bytes();
        }
      }
    }
    recency.put(entry, true);
    shrink();
  }

  /** Forgets promises that no state fulfilled. */
  void endRound() {
    promised.forEach(entry -> entry.promise = false);
    promised.clear();
  }

  long bytes() {
    return bytes;
  }

  private void shrink() {
    while ((bytes > capacity || pathTokens > MOST_PATH_TOKENS) && !recency.isEmpty()) {
      Entry eldest = recency.keySet().iterator().next();
      recency.remove(eldest);
      release(eldest);
      Entry at = eldest;
      while (at != root && at.children.isEmpty() && at.state == null && !recency.containsKey(at)) {
        pathTokens -= at.edge.length;
        at.parent.children.remove(at.edge[0], at);
        at = at.parent;
      }
    }
  }

  private void release(Entry entry) {
    if (entry.state == null) {
      return;
    }
    bytes -= entry.state.ownBytes();
    for (Page page : pages(entry.state)) {
      if (pageUses.merge(page, -1, Integer::sum) == 0) {
        pageUses.remove(page);
        bytes -= page.bytes();
      }
    }
    entry.state = null;
  }

  private static List<Page> pages(State state) {
    List<Page> pages = new ArrayList<>();
    state.attentions().forEach(attention -> pages.addAll(attention.pages()));
    return pages;
  }

  /** The entry that ends after the first {@code length} tokens, made where it is missing. */
  private Entry insert(int[] context, int length) {
    Entry at = root;
    int depth = 0;
    while (depth < length) {
      Entry child = at.children.get(context[depth]);
      if (child == null) {
        child = new Entry(at, Arrays.copyOfRange(context, depth, length));
        at.children.put(context[depth], child);
        pathTokens += child.edge.length;
      }
      int matching = Math.min(matching(child.edge, context, depth), length - depth);
      at = matching == child.edge.length ? child : split(child, matching);
      depth += matching;
    }
    if (at != root) {
      recency.put(at, true);
    }
    return at;
  }

  /** Cuts an edge after its first {@code length} tokens; returns the upper part. */
  private Entry split(Entry lower, int length) {
    Entry upper = new Entry(lower.parent, Arrays.copyOf(lower.edge, length));
    lower.parent.children.put(upper.edge[0], upper);
    lower.edge = Arrays.copyOfRange(lower.edge, length, lower.edge.length);
    lower.parent = upper;
    upper.children.put(lower.edge[0], lower);
    return upper;
  }

  private static int matching(int[] edge, int[] context, int from) {
    int most = Math.min(edge.length, context.length - from);
    int count = 0;
    while (count < most && edge[count] == context[from + count]) {
      count++;
    }
    return count;
  }
}
