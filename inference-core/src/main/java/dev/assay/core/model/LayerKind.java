package dev.assay.core.model;

/** What mixes information along the text in a layer. */
public enum LayerKind {
  RECURRENT,
  ATTENTION
}
