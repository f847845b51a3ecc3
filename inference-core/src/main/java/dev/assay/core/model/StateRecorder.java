package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies out, layer by layer, what the states of some nodes need, before buffers are used again.
 */
final class StateRecorder {
  private final Forest forest;
  private final int[] nodes;
  private final List<List<State.Recurrence>> recurrences = new ArrayList<>();
  private final List<List<State.Attention>> attentions = new ArrayList<>();
  private List<float[][]> tails = List.of();

  StateRecorder(Forest forest, int[] nodes) {
    this.forest = forest;
    this.nodes = nodes;
    for (int i = 0; i < nodes.length; i++) {
      recurrences.add(new ArrayList<>());
      attentions.add(new ArrayList<>());
    }
  }

  /**
   * Takes each node's row and its {@code depth − 1} nearest ancestors' from the convolution's
   * input.
   */
  void recordTails(Rows branch, int depth) {
    List<float[][]> recorded = new ArrayList<>();
    for (int node : nodes) {
      float[][] tail = new float[depth][];
      for (int k = 0; k < depth; k++) {
        tail[k] = row(branch, forest.ancestorRow(node, depth - 1 - k, depth));
      }
      recorded.add(tail);
    }
    this.tails = recorded;
  }

  void recordHidden(Rows hidden) {
    for (int i = 0; i < nodes.length; i++) {
      recurrences.get(i).add(new State.Recurrence(row(hidden, nodes[i]), tails.get(i)));
    }
  }

  /**
   * Takes the pages that a query after each node can see. Full pages of the continued state, and
   * pages that two recorded nodes have in common, are shared.
   */
  void recordAttention(int index, KeyValueRows keyValues, int visibleKeys) {
    Map<Integer, Page> fullPages = new HashMap<>();
    for (int i = 0; i < nodes.length; i++) {
      attentions.get(i).add(attention(nodes[i], index, keyValues, visibleKeys, fullPages));
    }
  }

  private State.Attention attention(
      int node, int index, KeyValueRows keyValues, int visibleKeys, Map<Integer, Page> fullPages) {
    int next = forest.position(node) + 1;
    int firstPage = StateSize.firstPage(next, visibleKeys);
    int[] path = path(node, firstPage * Page.POSITIONS);
    int computedFrom = next - path.length;
    State.Attention before = continued(path, index);
    List<Page> pages = new ArrayList<>();
    for (int p = firstPage; p * Page.POSITIONS < next; p++) {
      int start = p * Page.POSITIONS;
      int end = Math.min(next, start + Page.POSITIONS);
      if (end <= computedFrom) {
        pages.add(before.pages().get(p - before.firstPage()));
        continue;
      }
      boolean full = end == start + Page.POSITIONS;
      int lastNode = path[end - 1 - computedFrom];
      Page page = full ? fullPages.get(lastNode) : null;
      if (page == null) {
        page = keyValues.emptyPage();
        for (int position = start; position < end; position++) {
          if (position >= computedFrom) {
            keyValues.copy(path[position - computedFrom], page, position - start);
          } else {
            keyValues.copy(before.pages().get(p - before.firstPage()), page, position - start);
          }
        }
        if (full) {
          fullPages.put(lastNode, page);
        }
      }
      pages.add(page);
    }
    return new State.Attention(firstPage, pages);
  }

  /** The nodes of this batch from position {@code lowest} on, down to {@code node}, in order. */
  private int[] path(int node, int lowest) {
    int length = 0;
    for (int at = node; at >= 0 && forest.position(at) >= lowest; at = forest.parent(at)) {
      length++;
    }
    int[] path = new int[length];
    for (int at = node, i = length - 1; i >= 0; at = forest.parent(at), i--) {
      path[i] = at;
    }
    return path;
  }

  /** What the state that a path continues holds of a layer; null where a text starts. */
  private State.Attention continued(int[] path, int index) {
    if (path.length == 0) {
      return null;
    }
    int root = path[0];
    int state = forest.parent(root) < 0 ? forest.rootState(root) : -1;
    return state < 0 ? null : forest.states().get(state).attentions().get(index);
  }

  /** The states, given each node's row after the final norm. */
  List<State> states(List<float[]> outputs) {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      states.add(
          new State(
              forest.position(nodes[i]) + 1,
              recurrences.get(i),
              attentions.get(i),
              outputs.get(i)));
    }
    return states;
  }

  int[] nodes() {
    return nodes;
  }

  private static float[] row(Rows rows, int row) {
    return Arrays.copyOfRange(rows.data(), rows.start(row), rows.start(row) + rows.columns());
  }
}
