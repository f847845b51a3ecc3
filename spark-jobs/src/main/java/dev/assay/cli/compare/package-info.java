/** {@code assay compare}: two or more runs side by side and item by item, as a page and as JSON. */
package dev.assay.cli.compare;
