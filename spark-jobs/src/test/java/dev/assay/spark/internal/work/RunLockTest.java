package dev.assay.spark.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may work at a run: never two, and somebody after a holder is gone. */
class RunLockTest {
  private static final String ELSEWHERE =
      "{\"host\":\"another-host\",\"pid\":1,\"started\":\"\",\"since\":\"2026-01-01T00:00:00Z\"}";

  private static SparkSession spark;

  @TempDir private Path output;
  private WorkFolder work;
  private Path lock;
  private Path heartbeat;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void open() {
    work = WorkFolder.of(spark, output.toString(), "run_id=r1");
    lock = output.resolve("_work/run_id=r1/lock");
    heartbeat = lock.resolveSibling("heartbeat");
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
