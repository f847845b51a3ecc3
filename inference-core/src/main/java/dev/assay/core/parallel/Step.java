package dev.assay.core.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One step of a team: items in ranges, handed out in pieces. Where every worker has a range it
 * takes the pieces of its own, for what lies together is read together, then those that others have
 * left: a thread that lost its core costs the piece it holds, and one that comes late finds nothing
 * to do.
 */
final class Step {
  /** Ints from one range's counter to the next: two cache lines, for they are fetched in pairs. */
  private static final int APART = 32;

  private final ThreadTeam.Share share;
  private final int ranges;
  private final int count;
  private final int piece;
  private final AtomicIntegerArray next;
  private final AtomicInteger left;
  private volatile Throwable failure;

  /**
   * @param ranges one per worker; or one for all, whose pieces are taken in their order
   * @param count items, at least 1
   * @param piece items of a piece, at least 1; toward the end of a range there are fewer, so that
   *     all end at about the same time
   */
  Step(int ranges, int count, int piece, ThreadTeam.Share share) {
    this.share = share;
    this.ranges = ranges;
    this.count = count;
    this.piece = piece;
    this.next = new AtomicIntegerArray(ranges * APART);
    this.left = new AtomicInteger(count);
    for (int range = 0; range < ranges; range++) {
      next.setPlain(range * APART, start(range));
    }
  }

  /**
   * Does pieces until none is left to take.
   *
   * @return whether it did the last that the step waited for
   */
  boolean work(int worker) {
    boolean last = false;
    for (int i = 0; i < ranges; i++) {
      int range = (worker + i) % ranges;
      int end = start(range + 1);
      for (int from = take(range, end); from < end; from = take(range, end)) {
        last = run(worker, from, from + pieceAt(from, end));
      }
    }
    return last;
  }

  boolean isDone() {
    return left.get() == 0;
  }

  /** What a piece has thrown; null where all went well. */
  Throwable failure() {
    return failure;
  }

  private int start(int range) {
    return (int) ((long) count * range / ranges);
  }

  /** The first item of the next piece of a range; its end where none is left. */
  private int take(int range, int end) {
    int at = range * APART;
    int from = next.get(at);
    while (from < end) {
      int found = next.compareAndExchange(at, from, from + pieceAt(from, end));
      if (found == from) {
        return from;
      }
      from = found;
    }
    return end;
  }

  /** Items of the piece that begins at {@code from}: half of what is left, or a whole piece. */
  private int pieceAt(int from, int end) {
    int left = end - from;
    return Math.min(piece, left - left / 2);
  }

  /** After a failure pieces are only counted. */
  private boolean run(int worker, int from, int to) {
    if (failure == null) {
      try {
        share.run(worker, from, to);
      } catch (RuntimeException | Error thrown) {
        failure = thrown;
      }
    }
    return left.addAndGet(from - to) == 0;
  }
}
