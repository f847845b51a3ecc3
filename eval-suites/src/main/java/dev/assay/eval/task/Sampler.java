package dev.assay.eval.task;

/** How shots are taken from their pool. */
public enum Sampler {
  /** The pool's first ones, the same for every question. */
  FIRST_N,
  /** Drawn without replacement for each question. */
  RANDOM
}
