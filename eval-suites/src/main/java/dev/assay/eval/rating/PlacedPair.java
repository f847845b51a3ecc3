package dev.assay.eval.rating;

/**
 * A pair in its place on a sheet.
 *
 * @param candidateFirst the candidate's answer stands on the left
 */
record PlacedPair(SheetPair pair, boolean candidateFirst) {}
