package dev.assay.core.engine;

/**
 * Ends a generation by what it says. Follows one generation, on the engine's thread: it must not
 * wait.
 */
@FunctionalInterface
public interface StopRule {
  /** Ends nothing. */
  StopRule NEVER = token -> false;

  /** Whether the generation ends after this token; called for each, in order. */
  boolean endsAfter(int token);
}
