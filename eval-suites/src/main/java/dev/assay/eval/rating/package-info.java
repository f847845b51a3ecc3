/**
 * People's ratings of pairs of answers: the sheet on which they are given, and their import, with
 * what is wrong with a row or odd about a rater.
 */
package dev.assay.eval.rating;
