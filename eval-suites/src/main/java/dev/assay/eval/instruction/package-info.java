/**
 * The instructions of IFEval that a program can check, each as the reference harness checks it.
 *
 * <p>Where the harness's own answer changes from run to run, these do not: it draws languages from
 * random samples (here one fixed seed, {@link dev.assay.eval.language.LanguageDetector}), and draws
 * a letter at random where the one to count is none of a to z (here the character itself is
 * counted; two of the 541 prompts ask for {@code #} and {@code !}).
 */
package dev.assay.eval.instruction;
