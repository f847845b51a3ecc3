/** {@code assay demo}: two sample models evaluated on sample suites, and compared, in a minute. */
package dev.assay.cli.demo;
