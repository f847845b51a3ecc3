package dev.assay.cli;

import dev.assay.spark.EvaluateResult;
import dev.assay.spark.RunComparison;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code assay demo} found.
 *
 * @param runs the candidate's, the baseline's
 * @param log file of Spark's messages; null where they go elsewhere
 * @param seconds from the command's start to here
 */
record DemoReport(
    Names names,
    Machine machine,
    RunComparison comparison,
    List<EvaluateResult> runs,
    String log,
    double seconds) {

  /** How the page calls the two models: by the names of their folders, where these differ. */
  record Names(String candidate, String baseline) {
    static Names of(Path candidate, Path baseline) {
      Names short_ = new Names(name(candidate), name(baseline));
      return short_.candidate.equals(short_.baseline)
          ? new Names(candidate.toString(), baseline.toString())
          : short_;
    }

    private static String name(Path folder) {
      Path name = folder.toAbsolutePath().normalize().getFileName();
      return name == null ? folder.toString() : name.toString();
    }
  }

  /**
   * Where it ran.
   *
   * @param cores task slots of the session
   * @param jdk feature release, e.g. 17
   */
  record Machine(String spark, String master, int cores, int jdk) {
    static Machine of(SparkSession spark) {
      return new Machine(
          spark.version(),
          spark.sparkContext().master(),
          spark.sparkContext().defaultParallelism(),
          Runtime.version().feature());
    }
  }
}
