/** The team of worker threads that a replica computes with. */
package dev.assay.core.parallel;
