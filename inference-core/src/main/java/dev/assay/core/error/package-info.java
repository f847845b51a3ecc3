/** Errors that say the problem, its cause and the cure. */
package dev.assay.core.error;
