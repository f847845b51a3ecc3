/**
 * Jinja templates, byte for byte as Python's Jinja2 3.1 renders them, in the two environments that
 * Assay needs: that of lm-evaluation-harness's task files, and that of transformers' chat
 * templates. A source is cut into segments, parsed once to a tree of statements and expressions,
 * and rendered any number of times. Values are data ({@link dev.assay.core.jinja.value}): nothing
 * is reflected upon, and every way of going on without end has a bound.
 */
package dev.assay.core.jinja;
