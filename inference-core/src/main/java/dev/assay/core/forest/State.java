package dev.assay.core.forest;

import java.util.List;

/**
 * Everything a continuation of a text needs, immutable.
 *
 * @param position tokens read so far: the position of the next one
 * @param recurrences one per recurrent layer, in order
 * @param attentions one per attention layer, in order
 * @param output the final norm's row of the last token, [width]: the next token is scored from it
 */
public record State(
    int position, List<Recurrence> recurrences, List<Attention> attentions, float[] output) {
  public State {
    recurrences = List.copyOf(recurrences);
    attentions = List.copyOf(attentions);
  }

  /**
   * @param hidden h of the last token, [channels]
   * @param tail the last inputs of the convolution, oldest first, [taps − 1][channels], zeros
   *     before the start of the text
   */
  public record Recurrence(float[] hidden, float[][] tail) {
    long bytes() {
      long tailFloats = tail.length == 0 ? 0 : (long) tail.length * tail[0].length;
      return Float.BYTES * (hidden.length + tailFloats);
    }
  }

  /**
   * @param firstPage number of the first page kept: it begins at position firstPage · 32
   * @param pages the pages up to the last position
   */
  public record Attention(int firstPage, List<Page> pages) {
    public Attention {
      pages = List.copyOf(pages);
    }
  }

  /** Bytes of what is this state's own: everything but the pages, which states share. */
  public long ownBytes() {
    long bytes = (long) Float.BYTES * output.length;
    for (Recurrence recurrence : recurrences) {
      bytes += recurrence.bytes();
    }
    return bytes;
  }
}
