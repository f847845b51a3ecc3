/** A comparison, or ratings, as one HTML page for people and as JSON for programs. */
package dev.assay.cli.sidebyside.page;
