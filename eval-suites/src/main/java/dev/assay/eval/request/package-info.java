/**
 * From prompts to what an engine is asked, and back: where a context ends, what begins it, what
 * gives way to length, what one request costs, and what its answer says. {@link
 * dev.assay.eval.request.RequestKind} is the one place that knows what kinds of request there are.
 */
package dev.assay.eval.request;
