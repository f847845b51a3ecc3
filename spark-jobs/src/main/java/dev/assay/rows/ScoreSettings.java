package dev.assay.rows;

import dev.assay.spark.internal.settings.ReplicaSettings;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How rows are scored.
 *
 * @param model Hugging Face model folder
 * @param withoutBegin score strings without BOS where the family wants it
 * @param maxLength tokens the model reads at most; empty for the family's default, and no limit for
 *     texts where the model states none
 * @param tokenLogProbabilities answers hold every token's log-probability
 * @param replica how the model computes
 */
public record ScoreSettings(
    Path model,
    boolean withoutBegin,
    OptionalInt maxLength,
    boolean tokenLogProbabilities,
    ReplicaSettings replica) {}
