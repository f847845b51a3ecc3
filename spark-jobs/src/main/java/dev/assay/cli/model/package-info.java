/** {@code assay model}: models that anybody can fetch by their names. */
package dev.assay.cli.model;
