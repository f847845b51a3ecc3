package dev.assay.core.jinja;

/** How far templates may go. Whatever exceeds a bound is stopped by an error that names it. */
final class Bounds {
  /** Statements, calls and filters of one rendering. */
  static final long STEPS = 5_000_000;

  /** Chars of all that one rendering writes. */
  static final int OUTPUT = 16 << 20;

  /** Expressions within expressions. */
  static final int NESTED_EXPRESSIONS = 200;

  /** Operators, attributes, calls and filters of one tag. */
  static final int PARTS = 2000;

  /** Blocks within blocks. */
  static final int NESTED_BLOCKS = 100;

  /** Calls within calls, of macros and recursive loops. */
  static final int CALLS = 200;

  /** Of a number in a source. */
  static final int DIGITS = 4300;

  private Bounds() {}
}
