package dev.assay.eval.rating;

/** What the A and B of labels name. */
public enum LabelNames {
  /** A is {@code model_a}, wherever it stood. */
  MODEL,
  /** A is what stood first or left: {@code shown_order} says which model that was. */
  POSITION
}
