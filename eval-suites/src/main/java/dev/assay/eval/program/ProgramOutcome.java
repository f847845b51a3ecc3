package dev.assay.eval.program;

import java.io.Serializable;

/**
 * One run of a program.
 *
 * @param seconds by the clock, its confinement's making included
 * @param python version that ran it, e.g. {@code 3.11.2}; null where it was not started
 */
public record ProgramOutcome(Verdict verdict, double seconds, String python)
    implements Serializable {}
