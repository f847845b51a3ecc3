/** What a page on a terminal is made of: colours, aligned tables, the line of progress. */
package dev.assay.cli.terminal;
