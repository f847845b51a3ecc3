package dev.assay.eval.outcome;

/** The text of a program around a completion: before it, and behind it, where the tests are. */
public record ProgramFrame(String before, String after) implements Reference {

  /** The program whole. Nothing here runs it. */
  public String program(String completion) {
    return before + completion + after;
  }
}
