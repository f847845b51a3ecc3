package dev.assay.core.tokenizer;

/** What a text consists of before anything is merged, and what the merged symbols are as ids. */
interface Symbols {
  /** Appends the symbols of the text's chars in [start, end). */
  void split(String text, int start, int end, IdBuffer symbols);

  /** Appends the ids of the symbols that are left after merging. */
  void ids(int[] symbols, int count, IdBuffer ids);
}
