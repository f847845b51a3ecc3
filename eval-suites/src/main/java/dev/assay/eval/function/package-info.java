/**
 * Functions that task files name with {@code !function}, written anew: each stands for one of the
 * reference harness's task folders and does the same.
 */
package dev.assay.eval.function;
