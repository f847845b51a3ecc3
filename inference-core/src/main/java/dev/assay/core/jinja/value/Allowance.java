package dev.assay.core.jinja.value;

import java.util.concurrent.TimeUnit;

/**
 * What one rendering may make of memory: bounds on one value, and on all that are made together, so
 * that no template costs more than a fixed amount of it, or of time.
 */
public final class Allowance {
  private static final long TEXT = 16L << 20;
  private static final long ELEMENTS = 1_000_000;
  private static final long TOGETHER = 512L << 20;
  private static final int SMALL = 256;

  /**
   * Of one rendering whose steps are few and take long each. No honest template comes near it, so
   * that no answer depends on a machine's speed.
   */
  private static final int SECONDS = 10;

  /** Chars of a text times chars of what is sought in it: so much takes seconds at worst. */
  private static final long SEARCH = 1L << 33;

  private static final int COMPARISONS_BETWEEN_LOOKS = 1 << 12;

  /** What one rendering has spent, on its thread. */
  private static final class Spent {
    private long amount;
    private long comparisons;
    private long started = System.nanoTime();
  }

  private static final ThreadLocal<Spent> SPENT = ThreadLocal.withInitial(Spent::new);

  private Allowance() {}

  /** A new rendering on this thread. */
  public static void begin() {
    SPENT.set(new Spent());
  }

  /**
   * @throws PythonError where the rendering takes too long
   */
  public static void checkTime() {
    if (System.nanoTime() - SPENT.get().started > TimeUnit.SECONDS.toNanos(SECONDS)) {
      throw PythonError.limit("it takes longer than " + SECONDS + " seconds");
    }
  }

  /** Before two values are compared. */
  static void comparison() {
    if (++SPENT.get().comparisons % COMPARISONS_BETWEEN_LOOKS == 0) {
      checkTime();
    }
  }

  /** Before a text is sought in another. */
  static void search(String text, String sought) {
    if (text.length() <= SMALL) {
      return;
    }
    if ((long) text.length() * sought.length() > SEARCH) {
      throw PythonError.limit(
          sought.length() + " characters are more than may be sought in " + text.length());
    }
    checkTime();
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
    Spent spent = SPENT.get();
    spent.amount += amount;
    if (spent.amount > TOGETHER) {
      throw PythonError.limit("its texts and lists take more than " + TOGETHER + " characters");
    }
  }
}
