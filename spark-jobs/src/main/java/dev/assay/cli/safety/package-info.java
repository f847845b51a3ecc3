/** {@code assay safety}: how far rules of refusal can be trusted. */
package dev.assay.cli.safety;
