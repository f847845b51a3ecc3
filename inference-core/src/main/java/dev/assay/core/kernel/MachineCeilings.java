package dev.assay.core.kernel;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops that do nothing but what bounds a model's speed: float32 multiply-adds in registers, and
 * reading memory. One thread each; whoever calls them takes the time.
 */
public final class MachineCeilings {
  /** Streams that {@link #read} knows; which is fastest differs between processors. */
  public static final List<Integer> STREAMS = List.of(1, 2, 4, 8);

  private static final int PRIMING_CALLS = 20_000;

  private MachineCeilings() {}

  /**
   * Lets the compiler see both loops in short calls. A loop that is compiled while it runs may stay
   * slow, so calls are to be short and many afterwards, too.
   *
   * @throws AssayException of kind USAGE where the vector API's module is missing
   */
  public static void prime() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the machine's ceilings cannot be measured",
          "the Java virtual machine was started without the module jdk.incubator.vector",
          "start it with --add-modules=jdk.incubator.vector");
    }
    float[] data = new float[Loops.READ_STEP];
    for (int call = 0; call < PRIMING_CALLS; call++) {
      multiplyAdd(2);
      for (int streams : STREAMS) {
        read(data, 0, data.length, streams);
      }
    }
  }

  /** Floating-point operations of one round of {@link #multiplyAdd}; a multiply-add counts two. */
  public static long operationsPerRound() {
    return 2L * Loops.ACCUMULATORS * Loops.F.length();
  }

  /**
   * Multiply-adds on twelve independent accumulators: as many as hide their latency and leave
   * registers for the factors. Returns what they add up to.
   */
  public static float multiplyAdd(int rounds) {
    return Loops.multiplyAdd(rounds, new float[Loops.F.length()]);
  }

  /**
   * Reads data[from, to) once, up to the last whole 4 KiB; returns the sum of what was read.
   *
   * @param streams of {@link #STREAMS}: contiguous parts that are read side by side
   */
  public static float read(float[] data, int from, int to, int streams) {
    int length = (to - from) / Loops.READ_STEP * Loops.READ_STEP;
    return Loops.read(data, from, length, streams, new float[Loops.F.length()]);
  }

  /** Apart, so that the check for the module comes before the first vector. */
  private static final class Loops {
    static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    static final int ACCUMULATORS = 12;

    /** Floats of 4 KiB. */
    static final int READ_STEP = 1024;

    private static final int READS = 8;
    private static final int L = F.length();

    /**
     * s = x·y + s, the form whose result replaces its addend: no register is copied. A sum grows by
     * a half each round, up to where float32 no longer notices: it is never infinite or subnormal.
     */
    static float multiplyAdd(int rounds, float[] lanes) {
      FloatVector x = FloatVector.broadcast(F, 0.5f);
      FloatVector y = FloatVector.broadcast(F, 1f);
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = FloatVector.zero(F);
      FloatVector s2 = FloatVector.zero(F);
      FloatVector s3 = FloatVector.zero(F);
      FloatVector s4 = FloatVector.zero(F);
      FloatVector s5 = FloatVector.zero(F);
      FloatVector s6 = FloatVector.zero(F);
      FloatVector s7 = FloatVector.zero(F);
      FloatVector s8 = FloatVector.zero(F);
      FloatVector s9 = FloatVector.zero(F);
      FloatVector s10 = FloatVector.zero(F);
      FloatVector s11 = FloatVector.zero(F);
      for (int round = 0; round < rounds; round++) {
        s0 = x.fma(y, s0);
        s1 = x.fma(y, s1);
        s2 = x.fma(y, s2);
        s3 = x.fma(y, s3);
        s4 = x.fma(y, s4);
        s5 = x.fma(y, s5);
        s6 = x.fma(y, s6);
        s7 = x.fma(y, s7);
        s8 = x.fma(y, s8);
        s9 = x.fma(y, s9);
        s10 = x.fma(y, s10);
        s11 = x.fma(y, s11);
      }
      FloatVector zero = FloatVector.zero(F);
      zero.add(s0).add(s1).add(s2).add(s3).add(s4).add(s5).intoArray(lanes, 0);
      float sum = lanes[0];
      zero.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(lanes, 0);
      return sum + lanes[0];
    }

    /** Eight vectors a round, shared out evenly over the streams. */
    static float read(float[] data, int from, int length, int streams, float[] lanes) {
      int part = length / streams;
      int a1 = from + start(1, streams, part);
      int a2 = from + start(2, streams, part);
      int a3 = from + start(3, streams, part);
      int a4 = from + start(4, streams, part);
      int a5 = from + start(5, streams, part);
      int a6 = from + start(6, streams, part);
      int a7 = from + start(7, streams, part);
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = FloatVector.zero(F);
      FloatVector s2 = FloatVector.zero(F);
      FloatVector s3 = FloatVector.zero(F);
      FloatVector s4 = FloatVector.zero(F);
      FloatVector s5 = FloatVector.zero(F);
      FloatVector s6 = FloatVector.zero(F);
      FloatVector s7 = FloatVector.zero(F);
      int step = READS / streams * L;
      int rounds = part / step;
      for (int round = 0, i = 0; round < rounds; round++, i += step) {
        s0 = s0.add(FloatVector.fromArray(F, data, from + i));
        s1 = s1.add(FloatVector.fromArray(F, data, a1 + i));
        s2 = s2.add(FloatVector.fromArray(F, data, a2 + i));
        s3 = s3.add(FloatVector.fromArray(F, data, a3 + i));
        s4 = s4.add(FloatVector.fromArray(F, data, a4 + i));
        s5 = s5.add(FloatVector.fromArray(F, data, a5 + i));
        s6 = s6.add(FloatVector.fromArray(F, data, a6 + i));
        s7 = s7.add(FloatVector.fromArray(F, data, a7 + i));
      }
      FloatVector zero = FloatVector.zero(F);
      zero.add(s0).add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).intoArray(lanes, 0);
      float sum = 0;
      for (float lane : lanes) {
        sum += lane;
      }
      return sum;
    }

    /** Where the reads of one of the eight begin, after the first of all. */
    private static int start(int read, int streams, int part) {
      int perStream = READS / streams;
      return read / perStream * part + read % perStream * L;
    }
  }
}
