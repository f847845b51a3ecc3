/** Generation as a stage of spark.ml pipelines. */
package dev.assay.spark.internal.ml;
