package dev.assay.spark.testing;

import java.io.IOError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.Path;

/**
 * What goes wrong with the storage that one process sees, at which of its operations. A path of the
 * {@link FaultyFileSystem} names its plan as the authority: a process that died is dead for good,
 * be there threads of it or not, and the next one sees the same files by another plan.
 */
public final class FaultPlan {
  private static final Map<String, FaultPlan> PLANS = new ConcurrentHashMap<>();

  /** Writes that a full disk refuses before somebody makes room. */
  private static final int REFUSED_WRITES = 5;

  /** What a process asks of its storage that changes it or tells what is there. */
  public enum Operation {
    CREATE,
    WRITE,
    CLOSE,
    RENAME,
    DELETE,
    MKDIRS,
    LIST
  }

  private static final Set<Operation> WRITING =
      EnumSet.of(Operation.CREATE, Operation.WRITE, Operation.CLOSE, Operation.MKDIRS);

  /** What happens at the operation. */
  public enum Fault {
    NONE,
    /** It fails, once. */
    FAILURE,
    /** It and some more that write fail by an Error, as Hadoop says it of full local disks. */
    FULL_FOR_A_WHILE,
    /** It and all that write rows fail, as a task's own stream says it of a full disk. */
    FULL_FOR_ROWS,
    /** It and all others that write fail by an Error. */
    FULL,
    /** Half of what is written is there, then it fails. */
    TORN_WRITE,
    /** It and all that the process asks afterwards fails: nothing that it does has effect. */
    DEATH,
    /** It and all that the process asks meanwhile wait for {@link #goOn}: a suspended machine. */
    SUSPENSION
  }

  private final String name = "p" + UUID.randomUUID();
  private final AtomicLong operations = new AtomicLong();
  private final CountDownLatch suspended = new CountDownLatch(1);
  private final CountDownLatch resumed = new CountDownLatch(1);
  private final Fault fault;
  private final long at;
  private final Operation of;
  private final String ending;
  private volatile boolean begun;
  private volatile int refused;
  private volatile String where = "nowhere";

  private FaultPlan(Fault fault, long at, Operation of, String ending) {
    this.fault = fault;
    this.at = at;
    this.of = of;
    this.ending = ending;
    PLANS.put(name, this);
  }

  public static FaultPlan none() {
    return at(Fault.NONE, 0);
  }

  /**
   * @param operation the first is 1; 0 for none before {@link #begin}
   */
  public static FaultPlan at(Fault fault, long operation) {
    return new FaultPlan(fault, operation, null, null);
  }

  /**
   * At the first operation of a kind that has to do with a path.
   *
   * @param ending of the path
   */
  public static FaultPlan at(Fault fault, Operation operation, String ending) {
    return new FaultPlan(fault, -1, operation, ending);
  }

  static FaultPlan of(String authority) {
    return PLANS.get(authority);
  }

  /** A local path as the process of this plan sees it. */
  public String path(java.nio.file.Path local) {
    return FaultyFileSystem.SCHEME + "://" + name + local;
  }

  /** It happens from now on, whatever the number. */
  public void begin() {
    begun = true;
  }

  public void end() {
    begun = false;
  }

  /** Operations until now. */
  public long operations() {
    return operations.get();
  }

  /** The operation at which it happened. */
  public String where() {
    return where;
  }

  public boolean happened() {
    return begun;
  }

  /** Waits until the process is suspended, or until it ended without coming so far. */
  public boolean awaitSuspension(Thread process) throws InterruptedException {
    while (process.isAlive()) {
      if (suspended.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  public void goOn() {
    resumed.countDown();
  }

  /** Before anything that is not counted: reading. */
  void beforeReading() throws IOException {
    if (begun && fault == Fault.DEATH) {
      throw new IOException("the process is dead");
    }
    waitWhileSuspended();
  }

  /**
   * Of a file's writes the first counts; heartbeats, which come when they come, do not.
   *
   * @return whether the write is to be torn
   */
  boolean beforeWrite(boolean first, Path path) throws IOException {
    return before(Operation.WRITE, first, path);
  }

  void before(Operation operation, Path path) throws IOException {
    before(operation, true, path);
  }

  private boolean before(Operation operation, boolean counts, Path path) throws IOException {
    beforeReading();
    boolean beats = path.getName().startsWith("heartbeat.");
    boolean now =
        counts && !beats && operations.incrementAndGet() == at
            || operation == of && !begun && path.toUri().getPath().endsWith(ending);
    if (now) {
      where = operation + " " + path.toUri().getPath();
      begun = true;
    }
    if (!begun) {
      return false;
    }
    switch (fault) {
      case FAILURE -> failIf(now, "injected failure of " + where);
      case TORN_WRITE -> {
        failIf(now && operation != Operation.WRITE, "injected failure of " + where);
        return now;
      }
      case FULL_FOR_A_WHILE -> {
        if (WRITING.contains(operation) && refused++ < REFUSED_WRITES) {
          throw new IOError(new IOException("No space left on device"));
        }
      }
      case FULL_FOR_ROWS ->
          failIf(
              operation == Operation.WRITE && path.getName().startsWith("part-"),
              "No space left on device");
      case FULL -> {
        if (operation == Operation.WRITE) {
          throw new IOError(new IOException("No space left on device"));
        }
      }
      case DEATH -> throw new IOException("the process is dead, of " + where);
      case SUSPENSION -> {
        suspended.countDown();
        waitWhileSuspended();
      }
      case NONE -> {}
    }
    return false;
  }

  private static void failIf(boolean failing, String message) throws IOException {
    if (failing) {
      throw new IOException(message);
    }
  }

  private void waitWhileSuspended() throws IOException {
    if (fault == Fault.SUSPENSION && begun) {
      try {
        resumed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
