/** The Spark session of a command, which starts when something needs it. */
package dev.assay.spark.internal.session;
