package dev.assay.core.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch: nodes (tokens to read), parents before children, each root continuing a saved state or
 * starting a text. Immutable; made by {@link Builder}.
 */
public final class Forest {
  private final int[] tokens;
  private final int[] parents;
  private final int[] positions;
  private final List<State> states;
  private final int[] rootStates;
  private final int[] segmentOf;
  private final List<Segment> segments;

  private Forest(Builder builder) {
    int size = builder.size;
    this.tokens = Arrays.copyOf(builder.tokens, size);
    this.parents = Arrays.copyOf(builder.parents, size);
    this.rootStates = Arrays.copyOf(builder.rootStates, size);
    this.states = List.copyOf(builder.states);
    this.positions = new int[size];
    this.segmentOf = new int[size];
    List<Segment> cut = new ArrayList<>();
    int tile = 0;
    for (int start = 0, end; start < size; start = end) {
      end = start + 1;
      while (end < size && parents[end] == end - 1) {
        end++;
      }
      Segment segment = segment(cut, start, end - start, tile);
      for (int node = start; node < end; node++) {
        positions[node] = segment.position() + node - start;
        segmentOf[node] = cut.size();
      }
      cut.add(segment);
      tile += segment.tiles();
    }
    this.segments = List.copyOf(cut);
  }

  private Segment segment(List<Segment> above, int start, int length, int tile) {
    int parent = parents[start];
    if (parent < 0) {
      int state = rootStates[start];
      int position = state < 0 ? 0 : states.get(state).position();
      return new Segment(start, length, -1, 0, state, position, tile);
    }
    int parentSegment = segmentOf[parent];
    int parentLength = parent - above.get(parentSegment).start() + 1;
    return new Segment(start, length, parentSegment, parentLength, -1, positions[parent] + 1, tile);
  }

  public int size() {
    return tokens.length;
  }

  public int token(int node) {
    return tokens[node];
  }

  /** The parent node; −1 for a root. */
  public int parent(int node) {
    return parents[node];
  }

  /** Index of the state that a root continues; −1 where it starts a text. */
  public int rootState(int node) {
    return rootStates[node];
  }

  public int position(int node) {
    return positions[node];
  }

  /** The states continued, each once. */
  public List<State> states() {
    return states;
  }

  public List<Segment> segments() {
    return segments;
  }

  public int segmentOf(int node) {
    return segmentOf[node];
  }

  /** Tiles of 32 keys of all segments. */
  public int tiles() {
    if (segments.isEmpty()) {
      return 0;
    }
    Segment last = segments.get(segments.size() - 1);
    return last.tile() + last.tiles();
  }

  /**
   * For a buffer that holds the nodes' rows, then {@code depth} rows of every state's tail (oldest
   * first), then a row of zeros: the row that lies {@code distance} tokens before a node.
   */
  public int ancestorRow(int node, int distance, int depth) {
    int row = node;
    for (int step = 0; step < distance; step++) {
      if (parents[row] < 0) {
        int state = rootStates[row];
        int remaining = distance - step;
        return state < 0 ? zeroRow(depth) : size() + state * depth + depth - remaining;
      }
      row = parents[row];
    }
    return row;
  }

  /** The row of zeros in the buffer of {@link #ancestorRow}. */
  public int zeroRow(int depth) {
    return size() + states.size() * depth;
  }

  /** Collects the nodes of a forest. */
  public static final class Builder {
    private int size;
    private int[] tokens = new int[64];
    private int[] parents = new int[64];
    private int[] rootStates = new int[64];
    private final List<State> states = new ArrayList<>();

    public int size() {
      return size;
    }

    /** Adds a token after a node of this forest; returns the new node. */
    public int add(int token, int parent) {
      if (parent < 0 || parent >= size) {
        throw new IndexOutOfBoundsException("parent " + parent + " of " + size + " nodes");
      }
      return append(token, parent, -1);
    }

    /** Adds the first token of a text. */
    public int addRoot(int token) {
      return append(token, -1, -1);
    }

    /** Adds a token after a saved state. */
    public int addRoot(int token, State state) {
      int index = states.size() - 1;
      while (index >= 0 && states.get(index) != state) {
        index--;
      }
      if (index < 0) {
        index = states.size();
        states.add(state);
      }
      return append(token, -1, index);
    }

    public Forest build() {
      return new Forest(this);
    }

    private int append(int token, int parent, int state) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
        parents = Arrays.copyOf(parents, 2 * size);
        rootStates = Arrays.copyOf(rootStates, 2 * size);
      }
      tokens[size] = token;
      parents[size] = parent;
      rootStates[size] = state;
      return size++;
    }
  }
}
