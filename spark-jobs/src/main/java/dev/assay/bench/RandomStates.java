package dev.assay.bench;

import dev.assay.core.forest.Page;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import dev.assay.core.model.StateSize;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * States as a text of any length leaves them, with small random numbers for content: a step after
 * 16,384 tokens can be timed without reading them. Nothing is shared between two states.
 */
final class RandomStates {
  private static final int NOISE = 1 << 16;
  private static final float LARGEST = 0.1f;

  private final ModelConfiguration configuration;
  private final SplittableRandom random;
  private final float[] noise = new float[2 * NOISE];

  RandomStates(ModelConfiguration configuration, long seed) {
    this.configuration = configuration;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) ((2 * random.nextDouble() - 1) * LARGEST);
    }
  }

  /** The state after {@code position} tokens, at least one. */
  State at(int position) {
    List<State.Recurrence> recurrences = new ArrayList<>();
    List<State.Attention> attentions = new ArrayList<>();
    for (LayerKind kind : configuration.layers()) {
      if (kind instanceof LayerKind.Attention attention) {
        attentions.add(attention(position, attention.visibleKeys()));
      } else {
        recurrences.add(recurrence(position));
      }
    }
    float[] output = new float[configuration.width()];
    fill(output, 0, output.length);
    return new State(position, recurrences, attentions, output);
  }

  private State.Recurrence recurrence(int position) {
    int depth = configuration.recurrence().convolutionWidth() - 1;
    float[][] tail = new float[depth][];
    for (int k = 0; k < depth; k++) {
      tail[k] = position >= depth - k ? channels() : new float[channels().length];
    }
    return new State.Recurrence(channels(), tail);
  }

  /** One row of the recurrence: padding channels are zero. */
  private float[] channels() {
    RecurrenceShape shape = configuration.recurrence();
    float[] row = new float[shape.paddedWidth()];
    for (int block = 0; block < shape.blocks(); block++) {
      fill(row, block * shape.paddedBlockWidth(), shape.blockWidth());
    }
    return row;
  }

  private State.Attention attention(int position, int visibleKeys) {
    List<Page> pages = new ArrayList<>();
    int firstPage = StateSize.firstPage(position, visibleKeys);
    for (int page = firstPage; page < StateSize.pageEnd(position); page++) {
      pages.add(page(Math.min(Page.POSITIONS, position - page * Page.POSITIONS)));
    }
    return new State.Attention(firstPage, pages);
  }

  private Page page(int slots) {
    AttentionShape shape = configuration.attention();
    int rows = shape.keyValueWidth();
    Page page =
        new Page(new float[rows * Page.POSITIONS], new float[Page.POSITIONS * valueStride()]);
    for (int row = 0; row < rows; row++) {
      fill(page.keys(), row * Page.POSITIONS, slots);
    }
    int padded = valueStride() / shape.keyValueHeads();
    for (int slot = 0; slot < slots; slot++) {
      for (int head = 0; head < shape.keyValueHeads(); head++) {
        fill(page.values(), slot * valueStride() + head * padded, shape.headDimension());
      }
    }
    return page;
  }

  private int valueStride() {
    AttentionShape shape = configuration.attention();
    return shape.keyValueHeads() * Matrix.paddedColumns(shape.headDimension());
  }

  private void fill(float[] target, int from, int count) {
    for (int done = 0; done < count; done += NOISE) {
      int run = Math.min(NOISE, count - done);
      System.arraycopy(noise, random.nextInt(NOISE), target, from + done, run);
    }
  }
}
