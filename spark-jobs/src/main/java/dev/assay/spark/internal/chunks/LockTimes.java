package dev.assay.spark.internal.chunks;

import java.time.Duration;

/**
 * How holders of locks show that they live.
 *
 * @param beat between two heartbeats
 * @param patience a holder without a heartbeat for so long is gone
 */
record LockTimes(Duration beat, Duration patience) {
  private static final long BEAT_MILLIS = 10_000;
  private static final long PATIENCE_MILLIS = 60_000;

  /** In milliseconds, for file systems whose times are coarse, and for tests. */
  static LockTimes configured() {
    return new LockTimes(
        Duration.ofMillis(Long.getLong("assay.lock.beatMillis", BEAT_MILLIS)),
        Duration.ofMillis(Long.getLong("assay.lock.patienceMillis", PATIENCE_MILLIS)));
  }

  /** In which a living holder is certain to be seen: two beats and a bit. */
  Duration watch() {
    return beat.multipliedBy(5).dividedBy(2);
  }
}
