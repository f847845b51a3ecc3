package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Access;
import dev.assay.core.jinja.value.Allowance;
import dev.assay.core.jinja.value.PythonError;
import java.util.ArrayList;
import java.util.List;

/** One rendering's state, shared by its scopes: what it has spent, where it is, what it marked. */
final class Rendering {
  private static final int STEPS_BETWEEN_LOOKS = 16;

  private final Access access;
  private final StringBuilder output = new StringBuilder();
  private final List<Template.Span> generated = new ArrayList<>();
  private long steps;
  private int calls;
  private int offset;

  Rendering(Access access) {
    this.access = access;
  }

  Access access() {
    return access;
  }

  /** All that is not captured by a block goes here. */
  StringBuilder output() {
    return output;
  }

  List<Template.Span> generated() {
    return generated;
  }

  /** In the source, in chars, of the tag that runs. */
  int offset() {
    return offset;
  }

  void at(int tag) {
    offset = tag;
    step();
  }

  void step() {
    if (++steps > Bounds.STEPS) {
      throw PythonError.limit("it takes more than " + Bounds.STEPS + " steps");
    }
    if (steps % STEPS_BETWEEN_LOOKS == 0) {
      Allowance.checkTime();
    }
  }

  /** After something was written. */
  static void check(StringBuilder written) {
    if (written.length() > Bounds.OUTPUT) {
      throw PythonError.limit("it writes more than " + Bounds.OUTPUT + " characters");
    }
  }

  void enter() {
    if (++calls > Bounds.CALLS) {
      calls--;
      throw new PythonError("RecursionError: calls are nested more than " + Bounds.CALLS + " deep");
    }
  }

  void leave() {
    calls--;
  }
}
