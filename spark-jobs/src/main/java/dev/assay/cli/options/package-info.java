/** What several commands are told the same way: the model, where Spark runs, a run, a new file. */
package dev.assay.cli.options;
