package dev.assay.bench;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How often a step is timed: until both {@code least} runs and {@code leastSeconds} are reached,
 * and no longer than {@code mostSeconds}, one run at the least.
 */
public record Repetitions(int least, double leastSeconds, double mostSeconds) {
  /** Of a full measurement. */
  public static final Repetitions FULL = new Repetitions(5, 2, 20);

  /** Of a first look. */
  public static final Repetitions QUICK = new Repetitions(3, 0.3, 4);

  /** A first run of this share or more of the time is counted, and others are warming up. */
  private static final double COUNTED_FIRST = 0.25;

  public Repetitions {
    if (least < 1 || leastSeconds < 0 || mostSeconds < leastSeconds) {
      throw new AssayException(
          ErrorKind.USAGE,
          "a step cannot be timed " + least + " times in " + leastSeconds + " to " + mostSeconds,
          "these are a count of at least 1 and two times, the shorter first",
          "leave them out for their defaults");
    }
  }

  /** The same share of both times. */
  Repetitions within(double share) {
    return new Repetitions(least, leastSeconds * share, mostSeconds * share);
  }

  /**
   * So many runs however long they take, the one that warms up not counted, and more in the time.
   */
  Repetitions atLeast(int runs) {
    return new Repetitions(runs, leastSeconds, Double.POSITIVE_INFINITY);
  }

  /** Runs a step and times it. */
  Seconds time(Runnable step) {
    DoubleStream.Builder runs = DoubleStream.builder();
    int count = 0;
    double spent = 0;
    double last = seconds(step);
    if (last >= COUNTED_FIRST * mostSeconds) {
      runs.add(last);
      spent = last;
      count = 1;
    }
    while (count == 0 || (count < least || spent < leastSeconds) && spent + last <= mostSeconds) {
      last = seconds(step);
      runs.add(last);
      spent += last;
      count++;
    }
    return Seconds.of(runs.build().toArray());
  }

  private static double seconds(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Durations of one step. */
  record Seconds(double best, double median, int repetitions) {
    static Seconds of(double[] runs) {
      Arrays.sort(runs);
      return new Seconds(runs[0], runs[runs.length / 2], runs.length);
    }

    /** Steps done one after the other, each timed by itself. */
    Seconds then(Seconds next) {
      return new Seconds(
          best + next.best, median + next.median, Math.min(repetitions, next.repetitions));
    }

    /** {@code units} done by the step. */
    Rate per(double units) {
      return new Rate(units / best, units / median, repetitions);
    }
  }
}
