package dev.assay.core.model;

import java.util.List;

/**
 * What becomes of RoPE's frequencies in a model that was stretched to longer texts; at every
 * length, short ones too (transformers, modeling_rope_utils.py). Scalings that depend on the length
 * of the text have no place here: they would change the keys of a prefix that prompts share.
 */
public sealed interface RotaryScaling {

  /** The scaled frequency of pair {@code d}. */
  float of(int d, float frequency);

  /** {@code default}: as they are. */
  record None() implements RotaryScaling {
    @Override
    public float of(int d, float frequency) {
      return frequency;
    }
  }

  /** {@code linear}: all divided by a factor. */
  record Linear(double factor) implements RotaryScaling {
    @Override
    public float of(int d, float frequency) {
      return frequency / (float) factor;
    }
  }

  /**
   * {@code llama3}: high frequencies stay, low ones are divided, those between go over smoothly.
   *
   * @param factor what low frequencies are divided by
   * @param lowFactor {@code low_freq_factor}: waves longer than positions / lowFactor are low
   * @param highFactor {@code high_freq_factor}, above lowFactor: waves shorter than positions /
   *     highFactor are high
   * @param positions {@code original_max_position_embeddings}: length before the stretching
   */
  record Llama3(double factor, double lowFactor, double highFactor, int positions)
      implements RotaryScaling {
    @Override
    public float of(int d, float frequency) {
      float wave = (float) (2 * Math.PI) / frequency;
      if (wave < positions / highFactor) {
        return frequency;
      }
      float divided = frequency / (float) factor;
      if (wave > positions / lowFactor) {
        return divided;
      }
      float share = (positions / wave - (float) lowFactor) / (float) (highFactor - lowFactor);
      return (1 - share) * divided + share * frequency;
    }
  }

  /**
   * Each divided by a number of its own, as GGUF files have it in {@code rope_freqs.weight}.
   *
   * @param divisors one per pair
   */
  record Divided(List<Float> divisors) implements RotaryScaling {
    public Divided {
      divisors = List.copyOf(divisors);
    }

    @Override
    public float of(int d, float frequency) {
      return frequency / divisors.get(d);
    }
  }
}
