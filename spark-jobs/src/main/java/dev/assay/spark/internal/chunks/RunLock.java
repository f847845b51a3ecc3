package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one driver at a time work at a job. The lock file says who holds it, a heartbeat that the
 * holder lives. A holder is gone if its process is, where process numbers mean the same; else if it
 * was not seen for a minute. One that was only suspended finds its lock taken when it next looks:
 * before each commit.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final WorkFolder work;
  private final LockTimes times;
  private final LockHolder holder = LockHolder.here();
  private final Path lock;
  private Heartbeat heartbeat;

  private RunLock(WorkFolder work, LockTimes times) {
    this.work = work;
    this.times = times;
    this.lock = work.path("lock");
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver works at the job, or the folder cannot
   *     be written
   */
  public static RunLock take(WorkFolder work) {
    return take(work, LockTimes.configured());
  }

  static RunLock take(WorkFolder work, LockTimes times) {
    RunLock lock = new RunLock(work, times);
    try {
      lock.take();
    } catch (IOException e) {
      throw work.unwritable(e);
    }
    return lock;
  }

  private void take() throws IOException {
    while (!work.files().create(lock, holder.json())) {
      Optional<String> found = work.files().content(lock);
      if (found.isPresent()) {
        refuseIfAlive(found.get());
        LOG.info("taking over {}: its holder is gone", lock);
        removeIfStill(found.get());
      }
    }
    heartbeat = Heartbeat.of(holder, work, times.beat());
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver took the lock over, believing this one
   *     gone
   */
  public void check() {
    Optional<String> found = content();
    if (found.filter(holder.json()::equals).isPresent()) {
      return;
    }
    throw new AssayException(
        ErrorKind.OUTPUT,
        "this driver no longer holds " + lock,
        "its heartbeat was not seen for "
            + times.patience().toSeconds()
            + " s, and another took its place: "
            + found
                .map(
                    other ->
                        LockHolder.parse(other)
                            .map(it -> it.description() + " since " + it.since())
                            .orElse("one without a name"))
                .orElse("it has ended since"),
        "let the other finish; the same command then finds the job complete, or continues it");
  }

  /** Whether the lock is certain to be another's; false where it cannot be read. */
  boolean isLost() {
    try {
      return work.files().content(lock).filter(holder.json()::equals).isEmpty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read just now: {}", lock, e.toString());
      return false;
    }
  }

  Duration beat() {
    return times.beat();
  }

  private Optional<String> content() {
    try {
      return work.files().content(lock);
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /** Tells this holding of the lock from all others. */
  public String token() {
    return holder.token();
  }

  private void refuseIfAlive(String found) throws IOException {
    Optional<LockHolder> other = LockHolder.parse(found);
    if (lives(other)) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "another driver works at this run",
          other
              .map(it -> it.description() + " holds " + lock + " since " + it.since())
              .orElse(lock + " was made just now and does not say by whom"),
          "wait for it, or stop it; the same command then continues where it stood");
    }
  }

  private boolean lives(Optional<LockHolder> other) throws IOException {
    if (other.filter(LockHolder::isOfThisSpace).isPresent()) {
      return other.get().runsHere();
    }
    Optional<Long> seen = seen(other);
    if (seen.isEmpty()) {
      return false;
    }
    long age = Heartbeat.now(work, holder) - seen.get();
    boolean ended = other.filter(it -> it.isOfThisHost() && !it.runsHere()).isPresent();
    if (ended || age < -times.patience().toMillis()) {
      // Too weak a reason to believe it gone, or a time to believe it alive: it shall show itself.
      return age < times.patience().toMillis() && beatsWhileWatched(other, seen.get());
    }
    return age < times.patience().toMillis();
  }

  /** Empty where the lock has gone meanwhile. */
  private Optional<Long> seen(Optional<LockHolder> other) throws IOException {
    Optional<Long> made = Heartbeat.modified(work.files().files(), lock);
    // A lock just made may have no heartbeat yet.
    Optional<Long> beaten =
        other.isPresent() ? Heartbeat.last(work, other.get()) : Optional.empty();
    return made.map(at -> Math.max(at, beaten.orElse(at)));
  }

  private boolean beatsWhileWatched(Optional<LockHolder> other, long seen) throws IOException {
    try {
      Thread.sleep(times.watch().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    return seen(other).filter(now -> now != seen).isPresent();
  }

  /** Removes the lock of this content, and no other that may have come in its place. */
  private void removeIfStill(String content) throws IOException {
    Path aside = work.path("_lock." + holder.token());
    try {
      if (!work.files().files().rename(lock, aside)) {
        return;
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} was removed meanwhile", lock, e);
      return;
    }
    Optional<String> taken = work.files().content(aside);
    if (taken.isPresent() && !taken.get().equals(content)) {
      work.files().create(lock, taken.get());
    }
    work.files().files().delete(aside, false);
  }

  /** Gives back what is still this driver's own. */
  @Override
  public void close() {
    heartbeat.close();
    try {
      if (work.files().content(lock).filter(holder.json()::equals).isPresent()) {
        removeIfStill(holder.json());
      }
    } catch (IOException e) {
      LOG.warn("the lock {} could not be given back: {}", lock, e.toString());
    }
  }
}
