package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A scale of a drawing.
 *
 * @param from its lower end
 * @param to its upper end, above {@code from}
 * @param reference a value that others are seen against, which has a line of its own; NaN for none
 * @param step between ticks, of which one lies at each end
 * @param format how ticks are written
 */
public record Axis(
    double from, double to, double reference, double step, DoubleFunction<String> format) {
  private static final int MOST_STEPS = 6;

  public Axis {
    if (!(to > from) || !(step > 0)) {
      throw new IllegalArgumentException("no axis from " + from + " to " + to + " by " + step);
    }
  }

  /** Shares from 0 to 1, in percent, against one half. */
  public static Axis ofShares() {
    return new Axis(0, 1, 0.5, 0.25, value -> Figures.decimal(100 * value, 0));
  }

  /**
   * One that holds all values, and the reference where there is one, with round ticks.
   *
   * @param values NaN and infinite ones are passed over
   */
  public static Axis around(double reference, DoubleFunction<String> format, double... values) {
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    double least = Arrays.stream(known).min().orElse(0);
    double greatest = Arrays.stream(known).max().orElse(1);
    if (!Double.isNaN(reference)) {
      least = Math.min(least, reference);
      greatest = Math.max(greatest, reference);
    }
    if (least == greatest) {
      least -= 1;
      greatest += 1;
    }
    double step = niceStep((greatest - least) / MOST_STEPS);
    return new Axis(
        step * Math.floor(least / step),
        step * Math.ceil(greatest / step),
        reference,
        step,
        format);
  }

  /** Values with ticks, both ends among them. */
  public List<Double> ticks() {
    int steps = (int) Math.round((to - from) / step);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      // Never −0 or 0.30000000000000004.
      ticks.add(i == steps ? to : Math.round((from + i * step) / step * 1e6) / 1e6 * step + 0.0);
    }
    return ticks;
  }

  /** Where a value lies: 0 at the lower end, 1 at the upper; values beyond lie at the ends. */
  public double place(double value) {
    return Math.min(1, Math.max(0, (value - from) / (to - from)));
  }

  /** The least of 1, 2 and 5 times a power of ten that is not below {@code step}. */
  private static double niceStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= step) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
