/** From prompt text to token ids: where context ends, what begins it, what gives way to length. */
package dev.assay.eval.encoding;
