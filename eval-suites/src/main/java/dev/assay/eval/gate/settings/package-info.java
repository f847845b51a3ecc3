/**
 * What a gate is asked: its file, read and checked before anything is computed, with keys named
 * where they are not known.
 */
package dev.assay.eval.gate.settings;
