/** Assay's own settings: name, meaning, default and check of each in one place. */
package dev.assay.spark.internal.settings;
