package dev.assay.core.family;

/**
 * What a family's attention has of its own.
 *
 * @param scale what multiplies q·k
 * @param softCap cap of the scores, before the mask
 * @param rotary how positions turn queries and keys
 * @param windows which layers see the nearest keys only
 */
public record AttentionRules(
    Scale scale, SoftCapRule softCap, RotaryRule rotary, WindowRule windows) {

  /** What multiplies q·k. */
  public enum Scale {
    /** headDimension^−½. */
    HEAD_DIMENSION,
    /** {@code query_pre_attn_scalar}^−½. */
    QUERY_SCALAR
  }
}
