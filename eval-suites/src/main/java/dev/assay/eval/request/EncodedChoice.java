package dev.assay.eval.request;

import java.io.Serializable;

/**
 * A choice as token ids.
 *
 * @param index in its item
 * @param unconditional scored after nothing
 * @param continuation at least one id: what is scored
 * @param codePoints Unicode code points of the choice without delimiter
 * @param bytes UTF-8 bytes of the choice without delimiter
 */
record EncodedChoice(
    int index, boolean unconditional, int[] continuation, int codePoints, int bytes)
    implements Serializable {}
