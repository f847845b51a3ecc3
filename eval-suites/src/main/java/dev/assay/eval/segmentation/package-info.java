/**
 * English sentences and words as NLTK 3.10 splits them, which is what the reference harness counts:
 * the Punkt sentence tokenizer with its English parameters, and NLTK's word tokenizer. NLTK matches
 * with the package regex; versions that matched with Python's re cut words of Devanagari, Thai and
 * others at their combining marks, and counted more words there.
 */
package dev.assay.eval.segmentation;
