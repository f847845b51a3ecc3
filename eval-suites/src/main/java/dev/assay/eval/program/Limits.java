package dev.assay.eval.program;

import java.io.Serializable;

/**
 * What one program may use. Verdicts depend on these, so they are the same everywhere.
 *
 * @param cpuSeconds of processor time that a process may use; the limit that endless loops meet,
 *     because it does not depend on what else the machine does
 * @param wallSeconds from its start until everything that it started is killed
 * @param memoryBytes address space of a process
 * @param processes that live at the same time, threads included
 * @param fileBytes of the largest file
 * @param openFiles descriptors of a process
 * @param scratchBytes of all files together, in a folder that is gone with the program
 */
public record Limits(
    int cpuSeconds,
    int wallSeconds,
    long memoryBytes,
    int processes,
    long fileBytes,
    int openFiles,
    long scratchBytes)
    implements Serializable {
  /**
   * The harness's limit is 3 seconds by the clock (Hugging Face's code_eval); a clock that runs on
   * while others compute would let verdicts depend on them.
   */
  public static final Limits STANDARD = new Limits(3, 30, 1L << 30, 16, 1L << 20, 64, 16L << 20);

  public Limits {
    if (cpuSeconds < 1 || wallSeconds < cpuSeconds || processes < 1) {
      throw new IllegalArgumentException("limits that no program can meet: " + cpuSeconds);
    }
  }
}
