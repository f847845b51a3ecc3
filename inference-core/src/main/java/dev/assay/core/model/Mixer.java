package dev.assay.core.model;

import dev.assay.core.kernel.ConvolutionParameters;
import dev.assay.core.kernel.GateParameters;
import dev.assay.core.kernel.Matrix;
import java.util.List;

/** The weights of the part of a layer that mixes information along the text. */
public sealed interface Mixer {

  /**
   * Griffin's recurrent block (arXiv 2402.19427, §2.3–2.4). Channels are in the padded layout of
   * {@link RecurrenceShape}; W is the padded width.
   *
   * @param gateBranch linear_y [W × width], through GELU
   * @param inputBranch linear_x [W × width], through convolution and recurrence
   * @param inputGates per block [padded block × padded block], outputs × inputs (the checkpoint's
   *     [in, out] turned round)
   * @param recurrenceGates likewise
   * @param output linear_out [width × W]
   */
  record Recurrent(
      Linear gateBranch,
      Linear inputBranch,
      ConvolutionParameters convolution,
      List<Matrix> inputGates,
      List<Matrix> recurrenceGates,
      GateParameters gates,
      Linear output)
      implements Mixer {
    public Recurrent {
      inputGates = List.copyOf(inputGates);
      recurrenceGates = List.copyOf(recurrenceGates);
    }
  }

  /**
   * Attention with grouped key/value heads: q, k, v and output projections.
   *
   * @param queryNorm the factor of the norm of every query head, [headDimension]; null without one
   * @param keyNorm likewise of every key head
   */
  record Attention(
      Linear query, Linear key, Linear value, Linear output, float[] queryNorm, float[] keyNorm)
      implements Mixer {}
}
