/**
 * What a win rate would be at equal length, and at equal style: judges like longer answers, and
 * decorated ones (Dubois et al., 2024).
 */
package dev.assay.eval.preference.control;
