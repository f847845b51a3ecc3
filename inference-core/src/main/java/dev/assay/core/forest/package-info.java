/**
 * The one batch form: tokens with parents, cut into segments, continuing saved states. A chain, a
 * batch of chains, a prefix with branches and a decode step are all forests.
 */
package dev.assay.core.forest;
