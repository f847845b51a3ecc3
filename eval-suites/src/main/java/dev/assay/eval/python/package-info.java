/**
 * Python's random numbers, regular expressions and text tests, which the reference harness's tasks
 * are written with, where Java's differ.
 */
package dev.assay.eval.python;
