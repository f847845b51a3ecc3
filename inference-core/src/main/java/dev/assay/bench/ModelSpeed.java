package dev.assay.bench;

import java.util.List;

/**
 * What was measured of one model.
 *
 * @param source where its weights come from
 * @param parameters weights in matrices, a tied head once
 * @param weightBytes of the weight matrices in memory
 * @param loadSeconds of reading, or making, the weights
 * @param heapBytes in use after the weights are loaded and garbage is collected
 * @param leftOut what was asked for and not measured
 */
public record ModelSpeed(
    String name,
    String source,
    String family,
    int layers,
    long parameters,
    long weightBytes,
    double loadSeconds,
    long heapBytes,
    List<Prompt> prompts,
    List<Generation> generation,
    Vocabulary vocabulary,
    List<LeftOut> leftOut) {

  /**
   * Reading one prompt, piece by piece, without any logits.
   *
   * @param pieces forward passes that the prompt takes
   * @param timedPieces how many of them were timed, spread evenly, where all take too long
   * @param shareOfFlops operations of the executed matrix products per second, as a share of the
   *     ceiling of all threads
   */
  public record Prompt(
      int promptTokens, int pieces, int timedPieces, Rate tokensPerSecond, Rate shareOfFlops) {}

  /**
   * One step of generation: a token of every sequence read, its distribution computed, its state
   * kept.
   *
   * @param batch sequences, each with a state of its own
   * @param position tokens read before
   * @param tokensPerSecond of all sequences together
   * @param shareOfBandwidth bytes of weights read per second, as a share of the ceiling of all
   *     threads
   * @param shareOfFlops operations of matrix products, likewise
   */
  public record Generation(
      int batch, int position, Rate tokensPerSecond, Rate shareOfBandwidth, Rate shareOfFlops) {}

  /** Log-probabilities over the whole vocabulary. */
  public record Vocabulary(int rows, Rate rowsPerSecond, Rate shareOfFlops) {}

  /**
   * @param measure {@code prompt} or {@code generation}
   * @param batch sequences; 1 for a prompt
   * @param position tokens read before the step; of a prompt, its length
   */
  public record LeftOut(String measure, int batch, int position, String reason) {}
}
