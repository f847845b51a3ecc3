package dev.assay.eval.program;

import java.io.Serializable;
import java.util.Locale;

/**
 * What became of a program.
 *
 * @param detail of a failure the exception's class, or the signal or status that ended it; of time
 *     that ran out {@code cpu} or {@code wall}; of a program that was not started the reason; null
 *     of one that passed. Never text of the program's own making but for a class's name
 */
public record Verdict(Status status, String detail) implements Serializable {
  /** The four ways a program can go. */
  public enum Status {
    /** It ran to its end, tests included. */
    PASSED,
    /** It raised an exception, or ended before its end. */
    FAILED,
    /** It used up its time. */
    TIMED_OUT,
    /** It never ran: the machine's fault, and no score. */
    NOT_STARTED;

    /** As tables have it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for another text
     */
    public static Status named(String text) {
      for (Status status : values()) {
        if (status.toString().equals(text)) {
          return status;
        }
      }
      throw new IllegalArgumentException("no verdict: " + text);
    }
  }

  public static Verdict passed() {
    return new Verdict(Status.PASSED, null);
  }

  static Verdict failed(String detail) {
    return new Verdict(Status.FAILED, detail);
  }

  static Verdict timedOut(String clock) {
    return new Verdict(Status.TIMED_OUT, clock);
  }

  public static Verdict notStarted(String reason) {
    return new Verdict(Status.NOT_STARTED, reason);
  }

  /** Time ran out by the clock, which others on the machine have a part in. */
  public boolean ranOutOfClock() {
    return status == Status.TIMED_OUT && "wall".equals(detail);
  }
}
