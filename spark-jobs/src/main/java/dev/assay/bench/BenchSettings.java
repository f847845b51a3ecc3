package dev.assay.bench;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param kernels {@code auto} or the name of the kernels to use
 * @param threads workers that compute
 * @param batchTokens the most tokens of a prompt in one forward pass, as in an evaluation
 * @param promptLengths tokens of the prompts whose reading is timed
 * @param batches running sequences, ascending, of which a step of generation is timed
 * @param positions tokens that each of them has read before the step
 * @param products sizes of the products that are timed by themselves
 * @param repetitions of every step that is timed
 * @param counts of what is timed so often however long it takes
 */
public record BenchSettings(
    String kernels,
    int threads,
    int batchTokens,
    List<Integer> promptLengths,
    List<Integer> batches,
    List<Integer> positions,
    Products products,
    Repetitions repetitions,
    Counts counts) {

  /**
   * Products out = in · weightsᵀ.
   *
   * @param rows of the left operand, one product each
   * @param inputs columns of the left operand
   * @param outputs columns of the product
   */
  public record Products(List<Integer> rows, int inputs, int outputs) {
    /** RecurrentGemma 2B's feed-forward layers, at a token, few sequences, many, a full batch. */
    public static final Products DEFAULT =
        new Products(List.of(1, 2, 4, 8, 16, 32, 504), 2560, 7680);

    public Products {
      rows = check("rows of products", rows, MOST_TOKENS);
      check("inputs of products", List.of(inputs), MOST_TOKENS);
      check("outputs of products", List.of(outputs), MOST_TOKENS);
    }
  }

  /**
   * @param requests scored one by one in a virtual machine that has just loaded the model
   * @param requestTokens of each
   * @param batchPrompts runs of the prompt that fills one batch
   * @param comparedSteps steps of generation at the two positions that are compared
   * @param products runs of each product
   */
  public record Counts(
      int requests, int requestTokens, int batchPrompts, int comparedSteps, int products) {
    /** Of a full measurement. */
    public static final Counts FULL = new Counts(100, 64, 5, 64, 20);

    /** Of a first look. */
    public static final Counts QUICK = new Counts(20, 64, 3, 8, 5);

    public Counts {
      check("counts", List.of(requests, batchPrompts, comparedSteps, products), MOST_TOKENS);
      if (requestTokens < 2) {
        check("request tokens above 1", List.of(requestTokens - 1), MOST_TOKENS);
      }
    }
  }

  public static final List<Integer> PROMPT_LENGTHS = List.of(128, 512, 2048, 8192);
  public static final List<Integer> BATCHES = List.of(1, 4, 8, 16, 32, 64);
  public static final List<Integer> POSITIONS = List.of(1024, 2048, 4096, 8192, 16_384);

  private static final int MOST_TOKENS = 1 << 20;
  private static final int MOST_BATCH = 1 << 12;
  private static final int MOST_THREADS = 1 << 10;

  /** The most sequences that are compared with one. */
  private static final int COMPARED_BATCH = 32;

  /** Positions are compared that lie so far apart. */
  private static final int COMPARED_FACTOR = 4;

  public BenchSettings {
    check("threads", List.of(threads), MOST_THREADS);
    check("batch tokens", List.of(batchTokens), MOST_TOKENS);
    promptLengths = check("prompt lengths", promptLengths, MOST_TOKENS);
    batches = check("batches", batches, MOST_BATCH);
    positions = check("positions", positions, MOST_TOKENS);
  }

  /** The largest batch, up to 32, that is compared with one sequence. */
  int comparedBatch() {
    return batches.stream().filter(batch -> batch <= COMPARED_BATCH).reduce((a, b) -> b).orElse(1);
  }

  /** The farthest position that can be compared with its quarter; 0 where none can. */
  int farPosition() {
    return positions.stream()
        .filter(position -> position % COMPARED_FACTOR == 0)
        .filter(position -> positions.contains(position / COMPARED_FACTOR))
        .reduce((a, b) -> b)
        .orElse(0);
  }

  /** A quarter of {@link #farPosition}. */
  int nearPosition() {
    return farPosition() / COMPARED_FACTOR;
  }

  /** Whether speeds of two positions are compared by this step. */
  boolean isCompared(int batch, int position) {
    return (batch == 1 || batch == comparedBatch())
        && (position == farPosition() || position == nearPosition());
  }

  private static List<Integer> check(String name, List<Integer> values, int most) {
    for (int value : values) {
      if (value < 1 || value > most) {
        throw new AssayException(
            ErrorKind.USAGE,
            name + " cannot be " + value,
            "they are numbers from 1 to " + most,
            "give others, or leave them out for their defaults");
      }
    }
    return values.stream().distinct().sorted().toList();
  }
}
