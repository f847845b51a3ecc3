/**
 * The language of a text, as the Python package langdetect finds it, a port of Nakatani Shuyo's
 * language-detection. The profiles of 53 languages come with the library language-detector, a fork
 * of the same, whose other code is not used: it counts other n-grams. Two more lie beside this
 * package.
 */
package dev.assay.eval.language;
