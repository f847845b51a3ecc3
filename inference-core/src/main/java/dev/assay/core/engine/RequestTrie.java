package dev.assay.core.engine;

import dev.assay.core.forest.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The tokens of a round of requests, equal beginnings met. A node is a token to be read; below a
 * virtual root lies what continues one state, or starts a text. A token that is only scored is no
 * node: it is a {@link Target} at its parent.
 */
final class RequestTrie {
  static final int NONE = -1;

  private int size;
  private int[] tokens = new int[1024];
  private int[] parents = new int[1024];
  private int[] firstChildren = new int[1024];
  private int[] lastChildren = new int[1024];
  private int[] siblings = new int[1024];
  private Target[] targets = new Target[1024];
  private final Map<Long, Integer> children = new HashMap<>();
  private final Map<State, Integer> stateRoots = new IdentityHashMap<>();
  private final Map<Integer, State> rootStates = new HashMap<>();
  private int textRoot = NONE;
  private int roots;

  /** A token to be scored after a node; a list, because several requests may ask there. */
  record Target(PendingRequest request, int continuation, int index, int token, Target next) {}

  /** The virtual root below which a state is continued, or, given null, a text starts. */
  int root(State state) {
    if (state == null) {
      if (textRoot == NONE) {
        textRoot = append(NONE, NONE);
        roots++;
      }
      return textRoot;
    }
    Integer known = stateRoots.get(state);
    if (known == null) {
      known = append(NONE, NONE);
      roots++;
      stateRoots.put(state, known);
      rootStates.put(known, state);
    }
    return known;
  }

  /** The node of a token after another, made where it is missing. */
  int child(int parent, int token) {
    long key = (long) parent << 32 | token;
    Integer known = children.get(key);
    if (known != null) {
      return known;
    }
    int node = append(token, parent);
    children.put(key, node);
    if (firstChildren[parent] == NONE) {
      firstChildren[parent] = node;
    } else {
      siblings[lastChildren[parent]] = node;
    }
    lastChildren[parent] = node;
    return node;
  }

  void addTarget(int node, PendingRequest request, int continuation, int index, int token) {
    targets[node] = new Target(request, continuation, index, token, targets[node]);
  }

  /** Virtual roots included. */
  int size() {
    return size;
  }

  /** Tokens to be read. */
  int nodes() {
    return size - roots;
  }

  boolean isRoot(int node) {
    return parents[node] == NONE;
  }

  /** The state that a virtual root continues; null where a text starts. */
  State rootState(int root) {
    return rootStates.get(root);
  }

  int token(int node) {
    return tokens[node];
  }

  int parent(int node) {
    return parents[node];
  }

  int lastChild(int node) {
    return lastChildren[node];
  }

  Target targets(int node) {
    return targets[node];
  }

  /** All nodes but the virtual roots, depth first: parents before children, chains in one piece. */
  int[] depthFirst() {
    int[] order = new int[nodes()];
    int count = 0;
    for (int root = 0; root < size; root++) {
      if (!isRoot(root)) {
        continue;
      }
      int node = firstChildren[root];
      while (node != NONE) {
        order[count++] = node;
        if (firstChildren[node] != NONE) {
          node = firstChildren[node];
          continue;
        }
        while (node != root && siblings[node] == NONE) {
          node = parents[node];
        }
        node = node == root ? NONE : siblings[node];
      }
    }
    return order;
  }

  private int append(int token, int parent) {
    if (size == tokens.length) {
      int capacity = 2 * size;
      tokens = Arrays.copyOf(tokens, capacity);
      parents = Arrays.copyOf(parents, capacity);
      firstChildren = Arrays.copyOf(firstChildren, capacity);
      lastChildren = Arrays.copyOf(lastChildren, capacity);
      siblings = Arrays.copyOf(siblings, capacity);
      targets = Arrays.copyOf(targets, capacity);
    }
    tokens[size] = token;
    parents[size] = parent;
    firstChildren[size] = NONE;
    lastChildren[size] = NONE;
    siblings[size] = NONE;
    return size++;
  }
}
