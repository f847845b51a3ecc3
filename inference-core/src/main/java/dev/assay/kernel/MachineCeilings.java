package dev.assay.kernel;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops that do nothing but what bounds a model's speed: float32 multiply-adds in registers, and
 * reading memory. One thread each; whoever calls them takes the time.
 */
public final class MachineCeilings {
  private static final int PRIMING_CALLS = 20_000;

  private MachineCeilings() {}

  /**
   * Lets the compiler see both loops in short calls, so that a long one runs at full speed.
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
    float[] data = new float[2 * Loops.READ_STEP];
    for (int call = 0; call < PRIMING_CALLS; call++) {
      multiplyAdd(2);
      read(data, 0, data.length);
    }
  }

  /** Floating-point operations of one round of {@link #multiplyAdd}; a multiply-add counts two. */
  public static long operationsPerRound() {
    return 2L * Loops.ACCUMULATORS * Loops.F.length();
  }

  /** Multiply-adds on twelve independent accumulators; returns what they add up to. */
  public static float multiplyAdd(int rounds) {
    return Loops.multiplyAdd(rounds, new float[Loops.F.length()]);
  }

  /**
   * Reads data[from, to) once, up to the last whole 4 KiB, as four streams side by side; returns
   * the sum of what was read.
   */
  public static float read(float[] data, int from, int to) {
    int quarter = (to - from) / Loops.READ_STEP * (Loops.READ_STEP / 4);
    return Loops.read(data, from, quarter, new float[Loops.F.length()]);
  }

  /** Apart, so that the check for the module comes before the first vector. */
  private static final class Loops {
    static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    static final int ACCUMULATORS = 12;

    /** Floats of 4 KiB. */
    static final int READ_STEP = 1024;

    private static final int L = F.length();

    /** s = s·x + y: bounded, so that no value becomes infinite or subnormal. */
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
        s0 = s0.fma(x, y);
        s1 = s1.fma(x, y);
        s2 = s2.fma(x, y);
        s3 = s3.fma(x, y);
        s4 = s4.fma(x, y);
        s5 = s5.fma(x, y);
        s6 = s6.fma(x, y);
        s7 = s7.fma(x, y);
        s8 = s8.fma(x, y);
        s9 = s9.fma(x, y);
        s10 = s10.fma(x, y);
        s11 = s11.fma(x, y);
      }
      FloatVector zero = FloatVector.zero(F);
      zero.add(s0).add(s1).add(s2).add(s3).add(s4).add(s5).intoArray(lanes, 0);
      float sum = lanes[0];
      zero.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(lanes, 0);
      return sum + lanes[0];
    }

    static float read(float[] data, int from, int quarter, float[] lanes) {
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = FloatVector.zero(F);
      FloatVector s2 = FloatVector.zero(F);
      FloatVector s3 = FloatVector.zero(F);
      FloatVector s4 = FloatVector.zero(F);
      FloatVector s5 = FloatVector.zero(F);
      FloatVector s6 = FloatVector.zero(F);
      FloatVector s7 = FloatVector.zero(F);
      int second = from + quarter;
      int third = second + quarter;
      int fourth = third + quarter;
      for (int i = 0; i < quarter; i += 2 * L) {
        s0 = s0.add(FloatVector.fromArray(F, data, from + i));
        s1 = s1.add(FloatVector.fromArray(F, data, from + i + L));
        s2 = s2.add(FloatVector.fromArray(F, data, second + i));
        s3 = s3.add(FloatVector.fromArray(F, data, second + i + L));
        s4 = s4.add(FloatVector.fromArray(F, data, third + i));
        s5 = s5.add(FloatVector.fromArray(F, data, third + i + L));
        s6 = s6.add(FloatVector.fromArray(F, data, fourth + i));
        s7 = s7.add(FloatVector.fromArray(F, data, fourth + i + L));
      }
      FloatVector zero = FloatVector.zero(F);
      zero.add(s0).add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).intoArray(lanes, 0);
      float sum = 0;
      for (float lane : lanes) {
        sum += lane;
      }
      return sum;
    }
  }
}
