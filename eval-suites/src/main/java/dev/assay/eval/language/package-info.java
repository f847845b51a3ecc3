/**
 * The language of a text, as the Python package langdetect finds it, a port of Shuyo Nakatani's
 * language-detection. The profiles of languages come with the library language-detector, a fork of
 * the same, whose other code is not used: it counts other n-grams.
 */
package dev.assay.eval.language;
