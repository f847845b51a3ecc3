/** What is made of a model's answers before they are scored. */
package dev.assay.eval.filter;
