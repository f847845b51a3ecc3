/** Generation as a stage of spark.ml pipelines. */
package dev.assay.ml;
