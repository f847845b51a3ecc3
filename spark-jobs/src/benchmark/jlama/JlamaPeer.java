import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import java.io.File;
import java.util.Arrays;
import java.util.Optional;

/**
 * Jlama's side of {@code compare_speed.py engines}: {@code JlamaPeer FOLDER ACTIVATIONS QUANTIZED}
 * prints tokens/s as JSON, of a prompt of 512 tokens and of one sequence after 64, each the median
 * of three runs after one that is not counted. Jlama generates one sequence at a time.
 */
public final class JlamaPeer {
  private static final int PROMPT_TOKENS = 512;
  private static final int NEAR_TOKENS = 64;
  private static final int STEPS = 16;
  private static final int RUNS = 3;

  public static void main(String[] words) throws Exception {
    try (AbstractModel model =
        ModelSupport.loadModel(
            new File(words[0]), DType.valueOf(words[1]), DType.valueOf(words[2]))) {
      KvBufferCache cache = new KvBufferCache(model);
      double[] prompts = new double[RUNS + 1];
      double[] steps = new double[RUNS + 1];
      for (int run = 0; run <= RUNS; run++) {
        try (KvBufferCache.KvBuffer buffer = cache.getEphemeralKvBuffer()) {
          long begin = System.nanoTime();
          model.batchForward(ids(PROMPT_TOKENS), 0, buffer);
          prompts[run] = PROMPT_TOKENS * 1e9 / (System.nanoTime() - begin);
        }
        try (KvBufferCache.KvBuffer buffer = cache.getEphemeralKvBuffer();
            AbstractTensor logits = model.makeDenseTensor(model.getConfig().vocabularySize)) {
          model.batchForward(ids(NEAR_TOKENS), 0, buffer);
          long begin = System.nanoTime();
          int token = 5;
          for (int step = 0; step < STEPS; step++) {
            AbstractTensor output = model.forward(token, NEAR_TOKENS + step, buffer, Optional.empty());
            token = model.sample(output, 0f, 0.5f, logits);
          }
          steps[run] = STEPS * 1e9 / (System.nanoTime() - begin);
        }
      }
      System.out.printf("{\"prompt\": %f, \"generation\": %f}%n", median(prompts), median(steps));
    }
    // Its threads are not all daemons.
    System.exit(0);
  }

  private static int[] ids(int count) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = (7 * i) % 1000 + 5;
    }
    return ids;
  }

  private static double median(double[] runs) {
    double[] counted = Arrays.copyOfRange(runs, 1, runs.length);
    Arrays.sort(counted);
    return counted[counted.length / 2];
  }
}
