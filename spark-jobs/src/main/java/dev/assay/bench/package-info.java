/**
 * How fast a model runs on this machine, and what share of the machine's ceilings that is: measured
 * on real forward passes over synthetic states, so that no long text has to be read first.
 */
package dev.assay.bench;
