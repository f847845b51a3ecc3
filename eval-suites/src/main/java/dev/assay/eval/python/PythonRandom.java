package dev.assay.eval.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Python's random.Random: the Mersenne Twister MT19937 seeded by an integer (Matsumoto and
 * Nishimura, 1998; CPython, Modules/_randommodule.c), and Lib/random.py's sample and gauss, so that
 * shots are drawn as the reference harness draws them.
 */
public final class PythonRandom {
  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX = 0x9908B0DF;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7FFFFFFF;

  private final int[] state = new int[N];
  private int index = N;
  private double spare = Double.NaN;

  public PythonRandom(long seed) {
    long magnitude = Math.abs(seed);
    int high = (int) (magnitude >>> 32);
    seed(high == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, high});
  }

  /** init_by_array. */
  private void seed(int[] key) {
    state[0] = 19650218;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
      i++;
      j = (j + 1) % key.length;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
      i++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = UPPER;
  }

  private int next() {
    if (index >= N) {
      for (int k = 0; k < N; k++) {
        int y = state[k] & UPPER | state[(k + 1) % N] & LOWER;
        state[k] = state[(k + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : MATRIX);
      }
      index = 0;
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    return y ^ y >>> 18;
  }

  /** getrandbits for 1 to 32 bits, as an unsigned number. */
  long bits(int count) {
    return Integer.toUnsignedLong(next()) >>> 32 - count;
  }

  /** A number in [0, bound). */
  public int below(int bound) {
    int bits = 32 - Integer.numberOfLeadingZeros(bound);
    long drawn = bits(bits);
    while (drawn >= bound) {
      drawn = bits(bits);
    }
    return (int) drawn;
  }

  /** random(): a number in [0, 1). */
  public double random() {
    long high = bits(27);
    return (high * 67108864.0 + bits(26)) / 9007199254740992.0;
  }

  /** gauss(0, 1): every second one is the other half of the one before. */
  public double gauss() {
    double drawn = spare;
    spare = Double.NaN;
    if (Double.isNaN(drawn)) {
      double angle = random() * 2 * Math.PI;
      double radius = Math.sqrt(-2 * Math.log(1 - random()));
      drawn = Math.cos(angle) * radius;
      spare = Math.sin(angle) * radius;
    }
    return drawn;
  }

  /** sample(range(population), count): distinct numbers in the order they are drawn. */
  public List<Integer> sample(int population, int count) {
    int setSize = 21;
    if (count > 5) {
      setSize += (int) Math.pow(4, Math.ceil(Math.log(count * 3) / Math.log(4)));
    }
    List<Integer> drawn = new ArrayList<>();
    if (population <= setSize) {
      List<Integer> pool = new ArrayList<>(IntStream.range(0, population).boxed().toList());
      for (int i = 0; i < count; i++) {
        int at = below(population - i);
        drawn.add(pool.get(at));
        Collections.swap(pool, at, population - i - 1);
      }
      return drawn;
    }
    Set<Integer> seen = new HashSet<>();
    while (drawn.size() < count) {
      int at = below(population);
      if (seen.add(at)) {
        drawn.add(at);
      }
    }
    return drawn;
  }
}
