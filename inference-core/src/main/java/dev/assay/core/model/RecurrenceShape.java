package dev.assay.core.model;

import dev.assay.core.kernel.Matrix;

/**
 * Sizes of the recurrent layers of a model.
 *
 * <p>Channels are kept block by block, each block padded with zero channels to a multiple of 32, so
 * that a block of gates is a whole number of weight tiles. Channel c of the checkpoint is channel
 * {@link #paddedChannel paddedChannel(c)} here; padding channels have zero weights, biases and
 * decay and stay zero. Published models have blocks of 256: nothing is padded.
 *
 * @param width channels of the recurrence (lru_width)
 * @param blocks diagonal blocks of the gates (num_attention_heads)
 * @param convolutionWidth taps of the causal convolution
 */
public record RecurrenceShape(int width, int blocks, int convolutionWidth) {

  public int blockWidth() {
    return width / blocks;
  }

  public int paddedBlockWidth() {
    return Matrix.paddedColumns(blockWidth());
  }

  public int paddedWidth() {
    return blocks * paddedBlockWidth();
  }

  public int paddedChannel(int channel) {
    return channel / blockWidth() * paddedBlockWidth() + channel % blockWidth();
  }
}
