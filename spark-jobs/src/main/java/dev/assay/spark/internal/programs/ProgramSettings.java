package dev.assay.spark.internal.programs;

import dev.assay.eval.program.Limits;
import dev.assay.eval.program.Sandbox;
import java.io.Serializable;

/**
 * How programs are run.
 *
 * @param python a path on every executor, or a name that each looks for
 */
public record ProgramSettings(Sandbox sandbox, String python, Limits limits)
    implements Serializable {}
