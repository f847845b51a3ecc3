package dev.assay.core.jinja;

/**
 * A piece of a source.
 *
 * @param text as it is, of data; without its delimiters, of tags
 * @param offset of the tag in the source, in chars
 */
record Segment(Kind kind, String text, int offset) {
  enum Kind {
    DATA,
    /** Between double braces. */
    OUTPUT,
    /** Between brace and percent sign. */
    BLOCK
  }
}
