package dev.assay.eval.gate;

import dev.assay.eval.gate.settings.Outside;

/** Measures what no items of the runs have. */
@FunctionalInterface
public interface OutsideMeasures {
  /** Where nobody measures. */
  OutsideMeasures NONE = outside -> OutsideMeasure.none("missing: it was not measured");

  /**
   * @throws dev.assay.core.error.AssayException of kind USAGE for a set or judge that is not there
   */
  OutsideMeasure of(Outside outside);
}
