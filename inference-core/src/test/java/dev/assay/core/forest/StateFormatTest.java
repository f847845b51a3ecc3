package dev.assay.core.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateFormatTest {
  private final Random random = new Random(1);

  @Test
  void readsBackEveryBit() throws IOException {
    State state =
        new State(
            41,
            List.of(new State.Recurrence(row(7), new float[][] {row(7), row(7), row(7)})),
            List.of(new State.Attention(1, List.of(new Page(row(32), row(64))))),
            new float[] {-0f, Float.NaN, Float.MIN_VALUE});

    State read = read(bytes(state));

    assertThat(bytes(read)).isEqualTo(bytes(state));
    assertThat(read.position()).isEqualTo(41);
    assertThat(read.recurrences().get(0).tail()[2]).isEqualTo(state.recurrences().get(0).tail()[2]);
    assertThat(read.attentions().get(0).pages().get(0).values())
        .isEqualTo(state.attentions().get(0).pages().get(0).values());
    assertThat(Float.floatToRawIntBits(read.output()[0])).isEqualTo(0x80000000);
  }

  @Test
  void refusesWhatIsNoState() throws IOException {
    byte[] bytes = bytes(new State(1, List.of(), List.of(), row(3)));
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(EOFException.class);
    byte[] other = bytes.clone();
    other[7] = 9;
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(InvalidObjectException.class)
        .hasMessageContaining("version is 9");
    byte[] huge = bytes.clone();
    Arrays.fill(huge, 12, 16, (byte) 0x7f);
    assertThatThrownBy(() -> read(huge)).isInstanceOf(InvalidObjectException.class);
  }

  private static byte[] bytes(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateFormat.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static State read(byte[] bytes) throws IOException {
    return StateFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private float[] row(int length) {
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }
}
