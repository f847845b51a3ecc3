package dev.assay.core.tokenizer;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds tokens that are matched in the text itself: at a point, the longest. Some take the white
 * space beside them along (tokenizers, added_vocabulary.rs, find_matches).
 */
final class TokenTrie {
  private static final class Node {
    private char[] labels = {};
    private Node[] children = {};
    private int id = Vocabulary.ABSENT;

    private Node child(char label) {
      int index = Arrays.binarySearch(labels, label);
      return index < 0 ? null : children[index];
    }

    private Node childOrNew(char label) {
      int index = Arrays.binarySearch(labels, label);
      if (index >= 0) {
        return children[index];
      }
      int place = -index - 1;
      char[] moreLabels = Arrays.copyOf(labels, labels.length + 1);
      Node[] moreChildren = Arrays.copyOf(children, children.length + 1);
      System.arraycopy(labels, place, moreLabels, place + 1, labels.length - place);
      System.arraycopy(children, place, moreChildren, place + 1, children.length - place);
      moreLabels[place] = label;
      moreChildren[place] = new Node();
      labels = moreLabels;
      children = moreChildren;
      return moreChildren[place];
    }
  }

  /** A token found: its id and the chars [start, end) it covers. */
  record Match(int id, int start, int end) {}

  private final Node root = new Node();
  private final BitSet firstChars = new BitSet();
  private final BitSet leftStrips = new BitSet();
  private final BitSet rightStrips = new BitSet();

  /** A token that takes white space before it along, or after it. */
  void add(String token, int id, boolean stripsLeft, boolean stripsRight) {
    add(token, id);
    leftStrips.set(id, stripsLeft);
    rightStrips.set(id, stripsRight);
  }

  void add(String token, int id) {
    Node node = root;
    for (int i = 0; i < token.length(); i++) {
      node = node.childOrNew(token.charAt(i));
    }
    node.id = id;
    firstChars.set(token.charAt(0));
  }

  boolean isEmpty() {
    return firstChars.isEmpty();
  }

  /** The leftmost token at or after {@code from}, the longest there; null where there is none. */
  Match find(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (firstChars.get(text.charAt(i))) {
        Match match = matchAt(text, i);
        if (match != null) {
          return stripped(text, from, match);
        }
      }
    }
    return null;
  }

  private Match stripped(String text, int from, Match match) {
    int start = match.start;
    int end = match.end;
    while (leftStrips.get(match.id) && start > from && isSpace(text.charAt(start - 1))) {
      start--;
    }
    while (rightStrips.get(match.id) && end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return new Match(match.id, start, end);
  }

  private static boolean isSpace(char character) {
    return Characters.kind(character) == Characters.SPACE;
  }

  /** The longest token that begins at {@code start}; null where none does. */
  Match matchAt(String text, int start) {
    Match longest = null;
    Node node = root;
    for (int i = start; i < text.length(); ) {
      node = node.child(text.charAt(i++));
      if (node == null) {
        break;
      }
      if (node.id != Vocabulary.ABSENT) {
        longest = new Match(node.id, start, i);
      }
    }
    return longest;
  }
}
