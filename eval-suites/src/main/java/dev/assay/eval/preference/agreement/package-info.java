/**
 * How far a judge and people agree beyond chance, how far people agree among themselves, and what a
 * judge's rate is once people have rated a part of its pairs.
 */
package dev.assay.eval.preference.agreement;
