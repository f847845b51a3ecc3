/**
 * Win rates: (wins + ties/2)/n with intervals that know that the ratings of one prompt are alike,
 * and the paper's arithmetic, which does not.
 */
package dev.assay.eval.preference.rate;
