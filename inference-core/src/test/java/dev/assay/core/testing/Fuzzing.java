package dev.assay.core.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.assay.core.error.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives a reader changed inputs, many, and holds it to this: it reads each or refuses it with an
 * error that says what to do, in bounded time and memory. {@code -Dassay.fuzz=100000} sets how many
 * inputs, {@code -Dassay.fuzz.seed} which; a case is made again from seed and number alone.
 */
public final class Fuzzing {
  /** Of a reader's own thread time, for one input: what takes longer hangs. */
  private static final long MOST_SECONDS = 2;

  /** Of the clock, for one input that waits without computing. */
  private static final long MOST_WAITING_NANOS = 120_000_000_000L;

  private static final int LONGEST_MESSAGE = 10_000;
  private static final int MOST_FAILURES = 12;
  private static final int SHOWN = 600;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final Mutations mutations;
  private final Set<Class<? extends Exception>> refusals = new HashSet<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Set<String> places = new HashSet<>();
  private final long seed = Long.getLong("assay.fuzz.seed", 1);
  private int cases = Integer.getInteger("assay.fuzz", 1000);
  private long mostNanos = MOST_SECONDS * 1_000_000_000L;
  private long mostBytes = 8 << 20;
  private int mostTimesInput = 200;
  private long largest;

  private volatile int running = -1;
  private volatile long runningSince;
  private volatile long computedBefore;
  private volatile byte[] runningInput;

  private Fuzzing(String name, Mutations mutations) {
    this.name = name;
    this.mutations = mutations;
  }

  /** What is tried. */
  public interface Reader {
    /** Reads all of it. */
    void read(byte[] input) throws Exception;
  }

  /**
   * @param name of the kind of input
   */
  public static Fuzzing of(String name, Mutations mutations) {
    return new Fuzzing(name, mutations);
  }

  /** The reader's documented exceptions, besides {@link AssayException}. */
  @SafeVarargs
  public final Fuzzing refusing(Class<? extends Exception>... types) {
    refusals.addAll(List.of(types));
    return this;
  }

  /**
   * Memory that reading may allocate: so many bytes and so many times the input's length. The
   * thread's own allocations count, garbage included.
   */
  public Fuzzing allocating(long bytes, int timesInput) {
    mostBytes = bytes;
    mostTimesInput = timesInput;
    return this;
  }

  /** Time for one input, in seconds that the reader's thread computes. */
  public Fuzzing within(int seconds) {
    mostNanos = seconds * 1_000_000_000L;
    return this;
  }

  /** Fewer inputs, for a reader that takes a time of so many of others. */
  public Fuzzing oneOf(int part) {
    cases = Math.max(1, cases / part);
    return this;
  }

  /**
   * Runs all cases, prints one line of counts, and fails with what broke the rule.
   *
   * @return how many inputs were read, and refused, by name
   */
  public Map<String, Integer> run(Reader reader) {
    for (byte[] sound : mutations.seeds()) {
      try {
        reader.read(sound);
      } catch (Exception e) {
        throw new AssertionError(name + ": a seed is refused", e);
      }
    }
    long start = System.nanoTime();
    Thread worker = new Thread(() -> runAll(reader), "fuzzing " + name);
    worker.setDaemon(true);
    worker.start();
    watch(worker);
    System.out.printf(
        "fuzzing %s: %d cases, seed %d, %.1f s, at most %,d bytes allocated: %s%n",
        name, cases, seed, (System.nanoTime() - start) / 1e9, largest, outcomes);
    if (!failures.isEmpty()) {
      throw new AssertionError(name + ":\n" + String.join("\n", failures));
    }
    if (outcomes.values().stream().mapToInt(Integer::intValue).sum() != cases) {
      throw new AssertionError(name + ": not all cases ran: " + outcomes);
    }
    return outcomes;
  }

  private void runAll(Reader reader) {
    long thread = Thread.currentThread().getId();
    for (int number = 0; number < cases && failures.size() < MOST_FAILURES; number++) {
      byte[] input = mutations.next(new Random(seed * 1_000_003L + number));
      runningInput = input;
      computedBefore = THREADS.getThreadCpuTime(thread);
      runningSince = System.nanoTime();
      running = number;
      long before = THREADS.getThreadAllocatedBytes(thread);
      String outcome = outcome(reader, input);
      long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
      running = -1;
      outcomes.merge(outcome, 1, Integer::sum);
      largest = Math.max(largest, allocated);
      if (allocated > mostBytes + (long) mostTimesInput * input.length) {
        fail(number, input, "allocated " + allocated + " bytes of " + input.length, outcome);
      }
    }
  }

  private String outcome(Reader reader, byte[] input) {
    try {
      reader.read(input);
      return "read";
    } catch (AssayException e) {
      if (!e.getMessage().matches("(?s).+: .+\\. .+\\.")) {
        fail(running, input, "says neither problem, cause nor cure", e.getMessage());
      } else if (e.getMessage().length() > LONGEST_MESSAGE) {
        fail(running, input, "says too much: " + e.code(), e.getMessage());
      }
      return e.code();
    } catch (Exception e) {
      boolean expected = refusals.stream().anyMatch(type -> type.isInstance(e));
      if (!expected || e.getMessage() == null || e.getMessage().isBlank()) {
        fail(running, input, place(e), e.toString());
      }
      return e.getClass().getSimpleName();
    } catch (Error e) {
      fail(running, input, place(e), e.toString());
      return e.getClass().getSimpleName();
    }
  }

  private void fail(int number, byte[] input, String what, String more) {
    if (places.add(what.replaceAll("\\d+", "n"))) {
      String text = new String(input, 0, Math.min(input.length, SHOWN), ISO_8859_1);
      failures.add(
          String.format(
              "case %d of seed %d (%d bytes, %s): %s: %.300s%n  %s",
              number, seed, input.length, kept(number, input), what, more, escaped(text)));
    }
  }

  /** The input as a file, for another look. */
  private Path kept(int number, byte[] input) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "fuzzing"));
      return Files.write(folder.resolve(name.replace(' ', '-') + "-" + number), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return escaped.toString();
  }

  /** Where it was thrown: failures of one place count once. */
  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String ours =
        Arrays.stream(trace)
            .filter(frame -> frame.getClassName().startsWith("dev.assay."))
            .findFirst()
            .map(frame -> " by " + frame)
            .orElse("");
    return thrown.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]) + ours;
  }

  private void watch(Thread worker) {
    try {
      while (worker.isAlive()) {
        worker.join(100);
        int number = running;
        long waited = System.nanoTime() - runningSince;
        long computed = THREADS.getThreadCpuTime(worker.getId()) - computedBefore;
        boolean hangs = waited > mostNanos && computed > mostNanos || waited > MOST_WAITING_NANOS;
        if (number >= 0 && number == running && hangs) {
          StackTraceElement[] at = worker.getStackTrace();
          fail(number, runningInput, "hangs at " + Arrays.asList(at).subList(0, 12), "");
          throw new AssertionError(name + ": " + String.join("\n", failures));
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(name + ": interrupted", e);
    }
  }
}
