package dev.assay.bench;

import java.util.List;

/**
 * What was measured of one model.
 *
 * @param name the model, and int8 where its weights are
 * @param model what the model itself is called
 * @param quantization how its large matrices are held: {@code none} or {@code int8}
 * @param source where its weights come from
 * @param parameters weights in matrices, a tied head once
 * @param weightBytes of the weight matrices in memory
 * @param states sizes of one sequence's state, at every position within the model's
 * @param leftOut what was asked for and not measured
 */
public record ModelSpeed(
    String name,
    String model,
    String quantization,
    String source,
    String family,
    int layers,
    long parameters,
    long weightBytes,
    Loading loading,
    Memory memory,
    Requests requests,
    List<Prompt> prompts,
    List<Generation> generation,
    List<StateSize> states,
    Vocabulary vocabulary,
    List<LeftOut> leftOut) {

  public ModelSpeed {
    prompts = List.copyOf(prompts);
    generation = List.copyOf(generation);
    states = List.copyOf(states);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reading, or making, the weights, once.
   *
   * @param files what a plain copy of the same files took; null where weights are made
   */
  public record Loading(double seconds, Files files) {

    /**
     * @param bytes of the weight files
     * @param loadBytesPerSecond of them while they were loaded
     * @param copyBytesPerSecond of them while they were only copied into the heap, right after
     */
    public record Files(long bytes, double loadBytesPerSecond, Rate copyBytesPerSecond) {}
  }

  /**
   * Bytes of memory. What is resident is the whole process's, as Linux tells it, and null
   * elsewhere.
   *
   * @param heap in use after the weights are loaded and garbage is collected
   * @param residentAfterLoading in memory at the same time
   * @param peakAfterLoading the most that was, since the process began
   * @param residentWhileReading the most that was seen between two batches of a prompt
   * @param peakWhileReading as after loading, after these batches
   */
  public record Memory(
      long heap,
      Long residentAfterLoading,
      Long peakAfterLoading,
      Long residentWhileReading,
      Long peakWhileReading) {}

  /**
   * Scoring requests through the engine, one by one, of ids that no other has; in tokens per
   * second.
   *
   * @param warm whether another model was measured before in the same virtual machine; otherwise
   *     nothing had run but what loading runs
   * @param tenth null where there are fewer
   * @param last the hundredth in a full measurement
   * @param medianOfLast of the last fifth
   */
  public record Requests(
      int count,
      int tokens,
      boolean warm,
      double first,
      Double tenth,
      double last,
      double medianOfLast) {}

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

  /** Bytes of one sequence's state after so many tokens. */
  public record StateSize(int position, long bytes) {}

  /** Log-probabilities over the whole vocabulary. */
  public record Vocabulary(int rows, Rate rowsPerSecond, Rate shareOfFlops) {}

  /**
   * @param measure {@code prompt} or {@code generation}
   * @param batch sequences; 1 for a prompt
   * @param position tokens read before the step; of a prompt, its length
   */
  public record LeftOut(String measure, int batch, int position, String reason) {}
}
