package dev.assay.spark.internal.gate;

import dev.assay.spark.internal.tables.RunFolder;
import java.time.Instant;

/**
 * A tag on a run, or off it.
 *
 * @param by whoever did it
 * @param note why; may be empty
 * @param active false where the tag was taken off
 */
public record Pin(
    Instant pinned, String tag, RunFolder run, String by, String note, boolean active) {}
