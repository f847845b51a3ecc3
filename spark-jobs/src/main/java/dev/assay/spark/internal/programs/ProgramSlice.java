package dev.assay.spark.internal.programs;

import dev.assay.eval.program.ProgramOutcome;
import dev.assay.eval.program.ProgramRunner;
import dev.assay.eval.run.GeneratedProgram;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.LongAccumulator;

/** Runs on executors: one program after the other. */
final class ProgramSlice implements FlatMapFunction<Iterator<GeneratedProgram>, JudgedProgram> {
  private static final long serialVersionUID = 1;

  private final ProgramSettings settings;
  private final LongAccumulator ended;

  /**
   * @param ended counts programs, for the eye
   */
  ProgramSlice(ProgramSettings settings, LongAccumulator ended) {
    this.settings = settings;
    this.ended = ended;
  }

  @Override
  public Iterator<JudgedProgram> call(Iterator<GeneratedProgram> programs) {
    ProgramRunner runner =
        ProgramRunner.of(settings.sandbox(), settings.python(), settings.limits());
    List<JudgedProgram> judged = new ArrayList<>();
    while (programs.hasNext()) {
      GeneratedProgram program = programs.next();
      ProgramOutcome outcome = runner.run(program.text());
      // A task that was ended has ended its program, which is no verdict.
      if (TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted()) {
        throw new TaskKilledException("while programs were run");
      }
      ended.add(1);
      judged.add(new JudgedProgram(program.task(), program.docId(), program.digest(), outcome));
    }
    return judged.iterator();
  }
}
