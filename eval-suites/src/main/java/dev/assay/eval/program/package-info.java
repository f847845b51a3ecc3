/**
 * Programs that models wrote, run: each in a process of its own, confined and limited, with a
 * verdict and nothing else coming back. No class here decides whether anything is run; whoever
 * calls asked a person first.
 */
package dev.assay.eval.program;
