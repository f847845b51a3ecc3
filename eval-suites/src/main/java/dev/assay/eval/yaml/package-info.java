/**
 * YAML as data and nothing else: every value knows the file and line it was read from, tags that
 * name a class are errors, and aliases cannot multiply.
 */
package dev.assay.eval.yaml;
