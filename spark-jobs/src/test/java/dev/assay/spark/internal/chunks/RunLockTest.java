package dev.assay.spark.internal.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.testing.FaultPlan;
import dev.assay.spark.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may work at a run: never two, and somebody after a holder is gone. */
class RunLockTest {
  private static final String ELSEWHERE =
      "{\"host\":\"another-host\",\"pid\":1,\"started\":\"\",\"since\":\"2026-01-01T00:00:00Z\",\"token\":\"other\"}";

  private static final LockTimes QUICK =
      new LockTimes(Duration.ofMillis(100), Duration.ofMillis(500));

  private static SparkSession spark;

  @TempDir private Path output;
  private WorkFolder work;
  private Path lock;
  private Path heartbeat;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config(FaultyFileSystem.KEY, FaultyFileSystem.class.getName())
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void open() {
    work =
        WorkFolder.of(spark.sparkContext().hadoopConfiguration(), output.toString(), "run_id=r1");
    lock = output.resolve("_work/run_id=r1/lock");
    heartbeat = lock.resolveSibling("heartbeat.other");
  }

  @Test
  void oneHolderAtATime() {
    try (RunLock held = RunLock.take(work)) {
      assertRefused();
      assertThatCode(held::check).doesNotThrowAnyException();
    }
    assertThat(lock).doesNotExist();
    RunLock.take(work).close();
  }

  @Test
  void holderOnAnotherHostIsBelievedAsLongAsItsHeartbeatIsFresh() throws IOException {
    write(lock, ELSEWHERE, 300);
    write(heartbeat, ".", 5);
    assertRefused();
    write(heartbeat, ".", 120);
    RunLock.take(work).close();
  }

  @Test
  void lockJustMadeIsBelievedBeforeItsFirstHeartbeat() throws IOException {
    write(lock, ELSEWHERE, 1);
    assertRefused();
    write(lock, "", 1);
    assertRefused();
    write(lock, "", 120);
    RunLock.take(work).close();
  }

  @Test
  void processOfThisHostThatIsGoneHoldsNothing() throws IOException {
    try (RunLock held = RunLock.take(work)) {
      String own = Files.readString(lock);
      // The same process number, started at another time: another process.
      write(lock, own.replaceAll("\"started\":\"[^\"]*\"", "\"started\":\"1970\""), 1);
      RunLock.take(work).close();
      assertThatThrownBy(held::check).hasMessageContaining("this driver no longer holds");
    }
  }

  @Test
  void lockThatNamesNobodyIsStaleOnceItIsOld() throws IOException {
    write(lock, ELSEWHERE.substring(0, 30), 5);
    assertRefused();
    write(lock, ELSEWHERE.substring(0, 30), 3600);
    RunLock.take(work).close();
  }

  @Test
  void heartbeatOfTheFutureHasToBeat() throws IOException {
    write(lock, ELSEWHERE, 300);
    write(heartbeat, ".", -1800);
    RunLock.take(work, QUICK).close();
  }

  @Test
  void closingLeavesAnothersLock() throws IOException {
    RunLock held = RunLock.take(work);
    write(lock, ELSEWHERE, 1);
    assertThatThrownBy(held::check)
        .hasMessageContaining("another took its place: process 1 on another-host since 2026-01-01");
    held.close();
    assertThat(lock).hasContent(ELSEWHERE);
  }

  @Test
  void heartbeatGoesOnAfterTheDiskWasFull() throws Exception {
    FaultPlan plan = FaultPlan.at(FaultPlan.Fault.FULL, 0);
    WorkFolder faulty =
        WorkFolder.of(spark.sparkContext().hadoopConfiguration(), plan.path(output), "run_id=r1");
    try (RunLock held = RunLock.take(faulty, QUICK)) {
      Path beating;
      try (Stream<Path> files = Files.list(lock.getParent())) {
        beating =
            files
                .filter(file -> file.getFileName().toString().startsWith("heartbeat."))
                .findFirst()
                .orElseThrow();
      }
      plan.begin();
      Thread.sleep(QUICK.beat().multipliedBy(3).toMillis());
      plan.end();
      Files.setLastModifiedTime(beating, FileTime.fromMillis(0));
      Thread.sleep(QUICK.beat().multipliedBy(3).toMillis());
      assertThat(Files.getLastModifiedTime(beating).toMillis()).isPositive();
      held.check();
    }
  }

  private void assertRefused() {
    assertThatThrownBy(() -> RunLock.take(work))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OUTPUT))
        .hasMessageContaining("another driver works at this run");
  }

  private static void write(Path file, String content, long secondsOld) throws IOException {
    Files.writeString(file, content);
    Instant then = Instant.now().minus(Duration.ofSeconds(secondsOld));
    Files.setLastModifiedTime(file, FileTime.from(then));
  }
}
