package dev.assay.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.testing.FaultPlan;
import dev.assay.spark.testing.FaultPlan.Fault;
import dev.assay.spark.testing.FaultPlan.Operation;
import dev.assay.spark.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Storage that fails at an operation, whichever: the same command again ends with the same tables,
 * bit for bit, and nothing beside them. Here at some operations, by a seed; at more with {@code
 * -Dassay.faults=50} of each kind, at every one with a fault that the seed draws with {@code
 * -Dassay.faults=each}, at every one with every fault with {@code -Dassay.faults=all}, and by
 * another seed with {@code -Dassay.faults.seed=7}.
 */
class FaultSweepTest {
  private static final String HOST = "assay.lock.host";
  private static final String SAMPLED = System.getProperty("assay.faults", "2");
  private static final long SEED = Long.getLong("assay.faults.seed", 20);
  private static final long PATIENCE_MILLIS = 300;

  /** After which the same command is given again. */
  private static final List<Fault> FATAL =
      List.of(Fault.FAILURE, Fault.TORN_WRITE, Fault.FULL_FOR_A_WHILE, Fault.DEATH);

  @TempDir static Path folder;
  private static SparkSession spark;
  private static final Map<SweptJob, Expected> EXPECTED = new EnumMap<>(SweptJob.class);

  /** What a job leaves that nothing befell, and how many operations it takes. */
  private record Expected(List<String> content, List<String> names, long operations) {}

  @BeforeAll
  static void start() throws IOException {
    System.setProperty("assay.lock.beatMillis", "50");
    System.setProperty("assay.lock.patienceMillis", String.valueOf(PATIENCE_MILLIS));
    spark =
        SparkSession.builder()
            .master("local[6]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config(FaultyFileSystem.KEY, FaultyFileSystem.class.getName())
            .getOrCreate();
    SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 36);
    SweptJob.writeInputs(folder);
    for (SweptJob job : SweptJob.values()) {
      Path output = folder.resolve("whole-" + job);
      FaultPlan plan = FaultPlan.none();
      assertThat(job.run(spark, folder, plan.path(output))).isEqualTo(Completion.COMPUTED);
      System.out.println(job + ": " + plan.operations() + " operations of storage");
      EXPECTED.put(
          job, new Expected(job.content(spark, output), SweptJob.names(output), plan.operations()));
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
    System.clearProperty("assay.lock.beatMillis");
    System.clearProperty("assay.lock.patienceMillis");
    System.clearProperty(HOST);
  }

  static Stream<Arguments> faults() {
    Random draw = new Random(SEED);
    List<Arguments> faults = new ArrayList<>();
    for (SweptJob job : SweptJob.values()) {
      for (Fault fault : FATAL) {
        operations(job, fault, draw).forEach(n -> faults.add(Arguments.of(job, fault, n)));
      }
    }
    return faults.stream();
  }

  private static LongStream operations(SweptJob job, Fault fault, Random draw) {
    // Runs differ a little in how many they take: a few more than seen.
    long operations = EXPECTED.get(job).operations() + 2;
    LongStream every = LongStream.rangeClosed(1, operations);
    return switch (SAMPLED) {
      case "all" -> every;
      case "each" -> every.filter(n -> drawn(job, n) == fault);
      default -> draw.longs(Long.parseLong(SAMPLED), 1, operations + 1).sorted();
    };
  }

  /** The one fault that befalls an operation, by the seed. */
  private static Fault drawn(SweptJob job, long operation) {
    Random draw = new Random(SEED * 1_000_003 + operation * 2 + job.ordinal());
    // The first number of seeds that differ little is much the same.
    draw.nextInt();
    int chosen = draw.nextInt(FATAL.size() + 1);
    return chosen < FATAL.size() ? FATAL.get(chosen) : Fault.SUSPENSION;
  }

  @ParameterizedTest(name = "{0} {1} at {2}")
  @MethodSource("faults")
  void sameCommandAgainEndsWithTheSameTables(
      SweptJob job, Fault fault, long operation, @TempDir Path own) throws IOException {
    Path output = own.resolve("output");
    System.setProperty(HOST, "first");
    FaultPlan plan = FaultPlan.at(fault, operation);
    try {
      job.run(spark, folder, plan.path(output));
    } catch (AssayException e) {
      assertThat(e.kind()).as(plan.where() + ": " + e).isEqualTo(ErrorKind.OUTPUT);
    }
    // Where the first died its lock is there, of a host that cannot be asked.
    System.setProperty(HOST, "second");
    assertWhole(job, output, plan, runPatiently(job, output, plan));
  }

  /** What becomes of a file on a disk that lost power, or that somebody cleans. */
  enum Damage {
    DELETED,
    EMPTIED,
    CUT;

    void to(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      switch (this) {
        case DELETED -> Files.delete(file);
        case EMPTIED -> Files.write(file, new byte[0]);
        case CUT -> Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
      }
    }
  }

  static Stream<Arguments> damages() {
    return Stream.of(SweptJob.values())
        .flatMap(job -> Stream.of(Damage.values()).map(damage -> Arguments.of(job, damage)));
  }

  /** Whatever file of an unfinished job is damaged, parts of committed chunks among them. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("damages")
  void damagedFilesOfADeadJobAreDoneAgain(SweptJob job, Damage damage, @TempDir Path own)
      throws IOException {
    Random draw = new Random(SEED);
    System.setProperty(HOST, "first");
    Path output = own.resolve("output");
    FaultPlan plan = FaultPlan.none();
    // A slow run looks around more often: half of its operations may be all of a quick one.
    for (long at = EXPECTED.get(job).operations() * 3 / 5; !plan.happened(); at = at * 2 / 3) {
      output = own.resolve("output" + at);
      plan = FaultPlan.at(Fault.DEATH, at);
      try {
        job.run(spark, folder, plan.path(output));
      } catch (AssayException e) {
        assertThat(plan.happened()).as(e.getMessage()).isTrue();
      }
    }
    int damaged = 0;
    try (Stream<Path> files = Files.walk(output.resolve("_work"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (draw.nextBoolean()) {
          damage.to(file);
          damaged++;
        }
      }
    }
    assertThat(damaged).isPositive();
    System.setProperty(HOST, "second");
    assertWhole(job, output, plan, runPatiently(job, output, plan));
  }

  private static Completion runPatiently(SweptJob job, Path output, FaultPlan plan) {
    try {
      return runWhenFree(job, FaultPlan.none().path(output));
    } catch (AssayException e) {
      throw new AssertionError(plan.where() + ": " + e, e);
    }
  }

  /** Where another driver works, or died and cannot be asked, once its patience is over. */
  private static Completion runWhenFree(SweptJob job, String output) {
    long end = System.nanoTime() + 200 * PATIENCE_MILLIS * 1_000_000;
    while (true) {
      try {
        return job.run(spark, folder, output);
      } catch (AssayException e) {
        boolean held = e.getMessage().contains("another driver works at this run");
        if (!held || System.nanoTime() > end) {
          throw e;
        }
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(PATIENCE_MILLIS / 4);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> suspensions() {
    Random draw = new Random(SEED);
    List<Arguments> points = new ArrayList<>();
    for (SweptJob job : SweptJob.values()) {
      operations(job, Fault.SUSPENSION, draw).forEach(n -> points.add(Arguments.of(job, n)));
    }
    return points.stream();
  }

  /** Longer than another's patience, which then does all of the job; then it goes on. */
  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("suspensions")
  void whoWasSuspendedChangesNothingAfterwards(SweptJob job, long operation, @TempDir Path own)
      throws Exception {
    suspendAndGoOn(job, FaultPlan.at(Fault.SUSPENSION, operation), own.resolve("output"));
  }

  private static void suspendAndGoOn(SweptJob job, FaultPlan plan, Path output) throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    System.setProperty(HOST, "first");
    Thread first =
        new Thread(
            () -> {
              try {
                // Where an attempt was interrupted its lock is there for a while.
                runWhenFree(job, plan.path(output));
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    first.start();
    boolean suspended = plan.awaitSuspension(first);
    System.setProperty(HOST, "second");
    Completion completion = runPatiently(job, output, plan);
    plan.goOn();
    first.join();
    for (Throwable e : thrown) {
      assertThat(e).as(plan.where()).isInstanceOf(AssayException.class);
      assertThat(((AssayException) e).kind()).isEqualTo(ErrorKind.OUTPUT);
    }
    assertThat(suspended || completion == Completion.COMPLETE_BEFORE).isTrue();
    assertWhole(job, output, plan, job.run(spark, folder, FaultPlan.none().path(output)));
  }

  /**
   * A driver that is about to put a table where one of an interrupted attempt lies, suspended until
   * another has completed the run: it takes the other's table away from nobody.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "MKDIRS, samples",
    "MKDIRS, summary",
    "RENAME, samples",
    "RENAME, summary",
    "RENAME, scores"
  })
  void aTableInItsPlaceStaysThere(Operation operation, String table, @TempDir Path own)
      throws Exception {
    Path output = own.resolve("output");
    System.setProperty(HOST, "before");
    FaultPlan interrupted = FaultPlan.at(Fault.DEATH, Operation.MKDIRS, "/runs");
    try {
      SweptJob.EVALUATE.run(spark, folder, interrupted.path(output));
    } catch (AssayException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.OUTPUT);
    }
    assertThat(interrupted.happened()).isTrue();
    String id;
    try (Stream<Path> runs = Files.list(output.resolve(table))) {
      id = runs.findFirst().orElseThrow().getFileName().toString();
    }
    boolean away = operation == Operation.RENAME;
    suspendAndGoOn(
        SweptJob.EVALUATE,
        FaultPlan.at(Fault.SUSPENSION, operation, "output/" + table + (away ? "/" + id : "")),
        output);
  }

  private static void assertWhole(SweptJob job, Path output, FaultPlan plan, Completion completion)
      throws IOException {
    Expected expected = EXPECTED.get(job);
    String as = job + " after " + plan.where() + ", " + completion;
    assertThat(job.content(spark, output))
        .as(as)
        .containsExactlyInAnyOrderElementsOf(expected.content());
    assertThat(SweptJob.names(output)).as(as).containsExactlyInAnyOrderElementsOf(expected.names());
    assertThat(Files.exists(output.resolve("_work"))).as(as).isFalse();
  }
}
