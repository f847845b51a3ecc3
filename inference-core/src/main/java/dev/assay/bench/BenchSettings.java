package dev.assay.bench;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
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
 */
public record BenchSettings(
    String kernels,
    int threads,
    int batchTokens,
    List<Integer> promptLengths,
    List<Integer> batches,
    List<Integer> positions,
    Repetitions repetitions) {

  public static final List<Integer> PROMPT_LENGTHS = List.of(128, 512, 2048, 8192);
  public static final List<Integer> BATCHES = List.of(1, 4, 8, 16, 32, 64);
  public static final List<Integer> POSITIONS = List.of(1024, 2048, 4096, 8192, 16_384);

  private static final int MOST_TOKENS = 1 << 20;
  private static final int MOST_BATCH = 1 << 12;
  private static final int MOST_THREADS = 1 << 10;

  public BenchSettings {
    check("threads", List.of(threads), MOST_THREADS);
    check("batch tokens", List.of(batchTokens), MOST_TOKENS);
    promptLengths = check("prompt lengths", promptLengths, MOST_TOKENS);
    batches = check("batches", batches, MOST_BATCH);
    positions = check("positions", positions, MOST_TOKENS);
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
