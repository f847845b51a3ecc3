package dev.assay.core.forest;

/**
 * A run of consecutive nodes, each the parent of the next. All its queries share one path of
 * ancestors: the state's pages, whole or leading parts of segments above, and the segment itself up
 * to the query.
 *
 * @param start first node
 * @param length nodes
 * @param parent index of the segment that holds the first node's parent; −1 for a root
 * @param parentLength how many leading nodes of the parent segment are ancestors
 * @param state index of the state a root continues; −1 if it starts a text, or is no root
 * @param position position of the first node in its text
 * @param tile first of the tiles of 32 keys that belong to the segment in a batch's key buffer
 */
public record Segment(
    int start, int length, int parent, int parentLength, int state, int position, int tile) {

  public int end() {
    return start + length;
  }

  /** Tiles of 32 keys that the segment takes. */
  public int tiles() {
    return (length + Page.POSITIONS - 1) / Page.POSITIONS;
  }
}
