/**
 * Requests of many callers, admitted under a token budget, turned into token forests and answered;
 * shared prefixes are kept as states in a bounded cache.
 */
package dev.assay.core.engine;
