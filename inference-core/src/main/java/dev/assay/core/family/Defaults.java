package dev.assay.core.family;

/**
 * Sizes that hold where config.json says nothing.
 *
 * @param vocabulary rows of the embedding; 0 where the file must say it
 * @param heads query heads; 0 where the file must say it
 * @param keyValueHeads 0 for as many as query heads
 * @param headDimension 0 for width / heads
 * @param positions {@link Integer#MAX_VALUE} without a limit
 * @param normEpsilon added to the mean square in every norm
 * @param tiedHead logits are read from the embedding
 */
public record Defaults(
    int vocabulary,
    int heads,
    int keyValueHeads,
    int headDimension,
    int positions,
    double normEpsilon,
    boolean tiedHead) {
  /** The file must say it. */
  static final int STATED = 0;

  /** It follows from other sizes. */
  static final int DERIVED = 0;
}
