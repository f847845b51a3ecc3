package dev.assay.eval.prompt;

/**
 * How a task's default sampler draws its shots. Tasks whose shots are the pool's first ones do not
 * draw.
 *
 * @param seed of the draws; the field's harness uses {@value #HARNESS_SEED}
 */
public record FewShotSampling(Mode mode, long seed) {
  public static final long HARNESS_SEED = 1234;

  /** What one document's shots depend on. */
  public enum Mode {
    /** One generator per task, advanced once per document in document order, as the harness. */
    SEQUENTIAL,
    /** A generator per document: its shots do not depend on which others are evaluated. */
    PER_DOCUMENT
  }

  /** The reference harness's draws. */
  public static FewShotSampling harness() {
    return new FewShotSampling(Mode.SEQUENTIAL, HARNESS_SEED);
  }
}
