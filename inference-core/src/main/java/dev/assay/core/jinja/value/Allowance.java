package dev.assay.core.jinja.value;

/**
 * What one rendering may make of memory: bounds on one value, and on all that are made together, so
 * that no template costs more than a fixed amount of it, or of time.
 */
public final class Allowance {
  private static final long TEXT = 16L << 20;
  private static final long ELEMENTS = 1_000_000;
  private static final long TOGETHER = 512L << 20;
  private static final int SMALL = 256;

  private static final ThreadLocal<long[]> SPENT = ThreadLocal.withInitial(() -> new long[1]);

  private Allowance() {}

  /** A new rendering on this thread. */
  public static void begin() {
    SPENT.get()[0] = 0;
  }

  /** While a text grows; what it takes in the end is for {@link #text}. */
  static void growing(long chars) {
    if (chars > TEXT) {
      throw PythonError.limit("a text would have more than " + TEXT + " characters");
    }
  }

  /** Before a text is made. */
  public static void text(long chars) {
    growing(chars);
    if (chars > SMALL) {
      spend(chars);
    }
  }

  /** Before a list is made. */
  static void elements(long count) {
    if (count > ELEMENTS) {
      throw PythonError.limit("a list would have more than " + ELEMENTS + " elements");
    }
    if (count > SMALL) {
      spend(8 * count);
    }
  }

  private static void spend(long amount) {
    long[] spent = SPENT.get();
    spent[0] += amount;
    if (spent[0] > TOGETHER) {
      throw PythonError.limit("its texts and lists take more than " + TOGETHER + " characters");
    }
  }
}
