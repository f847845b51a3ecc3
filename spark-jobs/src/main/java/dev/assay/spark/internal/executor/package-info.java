/** What lives on an executor for all its tasks: the one replica, and how tasks wait for it. */
package dev.assay.spark.internal.executor;
