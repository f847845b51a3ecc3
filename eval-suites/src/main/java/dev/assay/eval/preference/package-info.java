/**
 * What one judged pair says: two answers to one prompt, shown to a judge in one order or both, are
 * a win, a tie or a loss of the candidate, and the judge's liking for a place is measured beside
 * it. The rooms below say what many pairs say: rates, rates at equal length, strengths of several
 * models, and how far judges and people agree.
 */
package dev.assay.eval.preference;
