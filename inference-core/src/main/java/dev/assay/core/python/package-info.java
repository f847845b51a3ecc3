/** Python's regular expressions. */
package dev.assay.core.python;
