/**
 * {@code assay evaluate}, {@code rescore} and {@code tasks}: what is asked, and what came of it.
 */
package dev.assay.cli.evaluate;
