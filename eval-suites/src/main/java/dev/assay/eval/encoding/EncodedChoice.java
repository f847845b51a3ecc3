package dev.assay.eval.encoding;

/**
 * One answer choice as token ids.
 *
 * @param context at least one id
 * @param continuation at least one id: what is scored
 * @param codePoints Unicode code points of the choice without delimiter
 * @param bytes UTF-8 bytes of the choice without delimiter
 */
public record EncodedChoice(int[] context, int[] continuation, int codePoints, int bytes) {}
