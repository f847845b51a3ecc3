/** {@code assay regress}: may a model take the place of another, decided on a schedule. */
package dev.assay.cli.regress;
