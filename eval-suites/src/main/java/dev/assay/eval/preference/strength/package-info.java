/**
 * Strengths of more than two models by the results of their contests (Bradley and Terry, 1952),
 * with ranks as far as they are known.
 */
package dev.assay.eval.preference.strength;
