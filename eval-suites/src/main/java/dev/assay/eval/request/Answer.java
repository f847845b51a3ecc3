package dev.assay.eval.request;

import java.util.List;

/**
 * What an engine answered to one request.
 *
 * @param computedTokens tokens that went through the layers on its behalf
 * @param tokensAlone those that would have without sharing: one forward pass per distinct sequence
 *     that is read
 */
public record Answer(List<Sample> samples, long computedTokens, long tokensAlone) {
  public Answer {
    samples = List.copyOf(samples);
  }
}
