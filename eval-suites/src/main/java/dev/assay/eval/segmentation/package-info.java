/**
 * English sentences and words as NLTK 3.9 and later splits them, which is what the reference
 * harness counts: the Punkt sentence tokenizer with its English parameters, and NLTK's word
 * tokenizer.
 */
package dev.assay.eval.segmentation;
