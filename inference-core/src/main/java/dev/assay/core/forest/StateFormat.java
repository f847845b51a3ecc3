package dev.assay.core.forest;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.ArrayList;
import java.util.List;

/**
 * A state as bytes: for a run that resumes, or a text that goes on elsewhere. Big-endian; floats by
 * their raw bits, so that a state read back continues to the bit.
 */
public final class StateFormat {
  private static final int MAGIC = 0x41535354;
  private static final int VERSION = 1;

  /** The longest array believed: bounds what a broken file can make us allocate at once. */
  private static final int MOST_FLOATS = 1 << 26;

  private StateFormat() {}

  public static void write(State state, DataOutput out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(state.position());
    out.writeInt(state.recurrences().size());
    for (State.Recurrence recurrence : state.recurrences()) {
      write(recurrence.hidden(), out);
      out.writeInt(recurrence.tail().length);
      for (float[] row : recurrence.tail()) {
        write(row, out);
      }
    }
    out.writeInt(state.attentions().size());
    for (State.Attention attention : state.attentions()) {
      out.writeInt(attention.firstPage());
      out.writeInt(attention.pages().size());
      for (Page page : attention.pages()) {
        write(page.keys(), out);
        write(page.values(), out);
      }
    }
    write(state.output(), out);
  }

  /**
   * @throws InvalidObjectException if the bytes are no state of this version
   */
  public static State read(DataInput in) throws IOException {
    check(in.readInt() == MAGIC, "they do not begin as a state does");
    int version = in.readInt();
    check(version == VERSION, "their version is " + version + ", read is " + VERSION);
    int position = in.readInt();
    List<State.Recurrence> recurrences = new ArrayList<>();
    for (int i = count(in); i > 0; i--) {
      float[] hidden = floats(in);
      float[][] tail = new float[count(in)][];
      for (int k = 0; k < tail.length; k++) {
        tail[k] = floats(in);
      }
      recurrences.add(new State.Recurrence(hidden, tail));
    }
    List<State.Attention> attentions = new ArrayList<>();
    for (int i = count(in); i > 0; i--) {
      int firstPage = in.readInt();
      List<Page> pages = new ArrayList<>();
      for (int p = count(in); p > 0; p--) {
        pages.add(new Page(floats(in), floats(in)));
      }
      attentions.add(new State.Attention(firstPage, pages));
    }
    return new State(position, recurrences, attentions, floats(in));
  }

  private static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeInt(Float.floatToRawIntBits(value));
    }
  }

  private static float[] floats(DataInput in) throws IOException {
    float[] values = new float[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(in.readInt());
    }
    return values;
  }

  private static int count(DataInput in) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= MOST_FLOATS, "a length is " + count);
    return count;
  }

  private static void check(boolean holds, String problem) throws InvalidObjectException {
    if (!holds) {
      throw new InvalidObjectException("these bytes are no saved state: " + problem);
    }
  }
}
