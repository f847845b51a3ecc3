package dev.assay.eval.request;

import java.util.OptionalInt;

/**
 * How prompts become token ids; part of a run's identity.
 *
 * @param bos id that begins every sequence, once; empty where the model takes none
 * @param maxLength tokens the model takes: context and continuation without its last token
 */
public record EncodingPolicy(OptionalInt bos, Truncation truncation, int maxLength) {}
