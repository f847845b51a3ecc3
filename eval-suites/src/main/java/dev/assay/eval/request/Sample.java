package dev.assay.eval.request;

import java.io.Serializable;
import java.util.List;

/**
 * What was measured of one choice, one completion or one text; what does not apply is null. A row
 * of the table {@code samples}.
 *
 * @param index of the choice in its item, or of the completion among those of its prompt
 * @param unconditional the choice was scored after nothing, for metrics that compare with it
 * @param logLikelihood natural logarithm of the probability, given what precedes
 * @param greedy every token was the most probable one
 * @param tokens scored, or generated
 * @param codePoints Unicode code points of the choice, without the delimiter before it
 * @param words of the text, as the harness counts them
 * @param bytes of the choice or text in UTF-8
 * @param tokenLogProbabilities one per token, where they were asked for
 * @param text that was generated, up to the first stop string
 * @param finishReason why it ended
 */
public record Sample(
    int index,
    boolean unconditional,
    Double logLikelihood,
    Boolean greedy,
    int tokens,
    Integer codePoints,
    Integer words,
    Integer bytes,
    List<Double> tokenLogProbabilities,
    String text,
    String finishReason)
    implements Serializable {}
