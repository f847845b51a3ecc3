package dev.assay.spark.internal.programs;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.program.ProgramRunner;
import dev.assay.eval.program.Sandbox;
import dev.assay.eval.run.GeneratedProgram;
import dev.assay.spark.internal.progress.LiveCounts;
import dev.assay.spark.internal.progress.Portion;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.RunProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Programs shared out to executors. */
public final class ProgramRuns {
  /** Of one Spark task: few enough that slots end at about the same time. */
  private static final int PROGRAMS_PER_TASK = 16;

  private ProgramRuns() {}

  /**
   * Tries the sandbox in every task slot.
   *
   * @throws AssayException of kind USAGE where a machine cannot confine programs so
   */
  public static void check(SparkSession spark, ProgramSettings settings) {
    spark.sparkContext().setJobDescription("try the sandbox of programs");
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slots = spark.sparkContext().defaultParallelism();
    Sandbox sandbox = settings.sandbox();
    List<String> refusals =
        context
            .parallelize(Collections.nCopies(slots, sandbox), slots)
            .map(one -> ProgramRunner.refusal(one).orElse(""))
            .collect();
    for (String refusal : refusals) {
      if (!refusal.isEmpty()) {
        throw new AssayException(
            ErrorKind.USAGE,
            "generated programs cannot be confined in sandbox " + sandbox.name(),
            refusal,
            "give another --sandbox (namespaces, bwrap, container:IMAGE; docs/code.md), or"
                + " --store_programs_only and run them elsewhere");
      }
    }
  }

  /**
   * Runs programs, one at a time for each task slot.
   *
   * @param listener is told how far this is
   * @return rows of the table {@code verdicts}, one per program, in their order
   */
  public static List<Row> run(
      SparkSession spark,
      ProgramSettings settings,
      String runId,
      List<GeneratedProgram> programs,
      ProgressListener listener) {
    Map<String, JudgedProgram> judged = new HashMap<>();
    int tasks = (programs.size() + PROGRAMS_PER_TASK - 1) / PROGRAMS_PER_TASK;
    outcomes(spark, settings, programs, tasks, listener).forEach(one -> judged.put(one.key(), one));
    List<GeneratedProgram> again = new ArrayList<>();
    for (GeneratedProgram program : programs) {
      if (judged.get(key(program)).outcome().verdict().ranOutOfClock()) {
        again.add(program);
      }
    }
    // The clock runs on while others compute: those have a second time with nothing beside them.
    outcomes(spark, settings, again, 1, listener).forEach(one -> judged.put(one.key(), one));
    return programs.stream().map(one -> judged.get(key(one)).row(runId, settings)).toList();
  }

  private static String key(GeneratedProgram program) {
    return program.task() + " " + program.docId() + " " + program.digest();
  }

  private static List<JudgedProgram> outcomes(
      SparkSession spark,
      ProgramSettings settings,
      List<GeneratedProgram> programs,
      int tasks,
      ProgressListener listener) {
    if (programs.isEmpty()) {
      return List.of();
    }
    spark.sparkContext().setJobDescription("run " + programs.size() + " programs");
    Portion all = new Portion(0, programs.size(), programs.size());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (LiveCounts live = LiveCounts.in(spark.sparkContext());
        RunProgress progress = new RunProgress(listener, live, "programs", 1, List.of(all))) {
      progress.begun(all);
      return context
          .parallelize(programs, tasks)
          .mapPartitions(new ProgramSlice(settings, live.counts().answered()))
          .collect();
    }
  }
}
