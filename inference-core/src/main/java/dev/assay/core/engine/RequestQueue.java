package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/** Requests of many callers, bounded by their tokens: who comes when it is full waits. */
final class RequestQueue {
  private final int mostTokens;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private final ArrayDeque<PendingRequest> waiting = new ArrayDeque<>();
  private long tokens;
  private boolean closed;

  RequestQueue(int mostTokens) {
    this.mostTokens = mostTokens;
  }

  /**
   * Waits for room (an empty queue has room for any request), then queues.
   *
   * @param waits false for a caller that must not wait: the one who makes room
   */
  void put(PendingRequest request, boolean waits) {
    lock.lock();
    try {
      while (waits && !closed && !waiting.isEmpty() && tokens + request.tokens() > mostTokens) {
        notFull.awaitUninterruptibly();
      }
      if (closed) {
        request.answer().completeExceptionally(closedEngine());
        return;
      }
      waiting.add(request);
      tokens += request.tokens();
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Queues the text of a sequence that was put back, before all that wait. */
  void putBack(PendingRequest text) {
    lock.lock();
    try {
      waiting.addFirst(text);
      tokens += text.tokens();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes all requests there are; of prompts, in their order, as many as may begin. An empty list
   * once the queue is closed.
   *
   * @param prompts the most prompts to take
   * @param fits whether there is room for so many bytes of states after prompts
   * @param idle nothing runs: waits for a request, and takes the first prompt in any case
   */
  List<PendingRequest> take(int prompts, LongPredicate fits, boolean idle) {
    lock.lock();
    try {
      while (idle && !closed && waiting.isEmpty()) {
        notEmpty.awaitUninterruptibly();
      }
      List<PendingRequest> taken = new ArrayList<>();
      int most = prompts;
      long bytes = 0;
      for (Iterator<PendingRequest> all = waiting.iterator(); all.hasNext(); ) {
        PendingRequest request = all.next();
        if (!closed && request.isPrompt() && !request.isDone()) {
          boolean first = idle && bytes == 0;
          if (most == 0 || !first && !fits.test(bytes + request.stateBytes())) {
            most = 0;
            continue;
          }
          most--;
          bytes += request.stateBytes();
        }
        tokens -= request.tokens();
        taken.add(request);
        all.remove();
      }
      notFull.signalAll();
      return closed ? fail(taken) : taken;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
      notFull.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static List<PendingRequest> fail(List<PendingRequest> requests) {
    requests.forEach(request -> request.answer().completeExceptionally(closedEngine()));
    return List.of();
  }

  static AssayException closedEngine() {
    return AssayException.request(
        "engine_closed",
        "the request was not computed",
        "the engine was closed while it waited",
        "send it to a new engine");
  }
}
