package dev.assay.eval.item;

/** A document of the evaluated split: a question, or the reason why it is none. */
public sealed interface Item permits AskedItem, FailedItem {
  String task();

  /** Number of the document in its split, from 0. */
  int docId();
}
