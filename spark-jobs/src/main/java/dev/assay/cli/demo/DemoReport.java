package dev.assay.cli.demo;

import dev.assay.cli.compare.ModelNames;
import dev.assay.cli.sidebyside.SideHeadlines;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.safety.SafetyHeadline;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.session.LazySession;
import java.util.List;
import java.util.Optional;

/**
 * What {@code assay demo} found.
 *
 * @param scores of every task and group that either run has
 * @param runs the candidate's, the baseline's
 * @param safety what the safety reports say first, the candidate's and the baseline's
 * @param pages where the safety reports lie; empty where there are none
 * @param sides win rates of the candidate against the baseline; empty where none were asked
 * @param gate what gates say of the candidate's model evaluated again, and held otherwise
 * @param log file of Spark's messages; null where they go elsewhere
 * @param seconds from the command's start to here
 */
record DemoReport(
    ModelNames names,
    Machine machine,
    List<ComparedScore> scores,
    List<EvaluateResult> runs,
    List<SafetyHeadline> safety,
    List<String> pages,
    Optional<SideHeadlines> sides,
    DemoGate gate,
    String log,
    double seconds) {

  /**
   * Where it ran.
   *
   * @param cores task slots of the session
   * @param jdk feature release, e.g. 17
   */
  record Machine(String spark, String master, int cores, int jdk) {
    static Machine of(LazySession spark) {
      return new Machine(
          spark.version(), spark.master(), spark.slots(), Runtime.version().feature());
    }
  }
}
