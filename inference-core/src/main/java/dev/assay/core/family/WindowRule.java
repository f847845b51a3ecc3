package dev.assay.core.family;

/** Which of a family's attention layers see only the nearest keys, and how many. */
public sealed interface WindowRule {
  /** {@code sliding_window}: keys a query sees, its own included. */
  String WINDOW = "sliding_window";

  /** Every layer sees every key before it. */
  record None() implements WindowRule {}

  /**
   * Every layer has the window.
   *
   * @param key of config.json
   * @param otherwise the window where the key is absent or null; 0 for none
   * @param beyond keys seen besides those that the key counts
   */
  record EveryLayer(String key, int otherwise, int beyond) implements WindowRule {}

  /**
   * The layers that {@code layer_types} names; where it is absent, all but the last of every {@code
   * period} layers.
   *
   * @param periodKey key of config.json that says another period; empty where none can
   * @param period layers of a period
   * @param otherwise the window where {@code sliding_window} is absent
   */
  record Periodic(String periodKey, int period, int otherwise) implements WindowRule {
    /** Whether layer {@code index} of a model with this period has the window. */
    public static boolean slides(int index, int period) {
      return (index + 1) % period != 0;
    }
  }

  /**
   * None unless {@code use_sliding_window} is true; then the layers that {@code layer_types} names,
   * and where it is absent, those from {@code max_window_layers} on.
   *
   * @param firstLayer {@code max_window_layers} where it is absent
   * @param otherwise the window where {@code sliding_window} is absent
   */
  record Switched(int firstLayer, int otherwise) implements WindowRule {}
}
