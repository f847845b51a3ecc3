package dev.assay.eval.registry;

import java.util.List;

/**
 * What a file was found to be.
 *
 * @param path below the folder
 * @param state what is known of it
 * @param split that it holds, or is meant to hold; null for attachments and what is not known
 * @param form e.g. {@code jsonl}; empty where no form reads it
 * @param detail what is wrong, or what it is; empty where nothing is to be said
 * @param content read from it; null where it could not be read as the split
 * @param files whose bytes were read, with their sha256
 */
public record FileFinding(
    String path,
    State state,
    RegisteredSplit split,
    String form,
    String detail,
    Content content,
    List<DatasetSplit.KnownFile> files) {

  /** Of a file. */
  public enum State {
    /** It holds a split, row for row. */
    VERIFIED,
    /** It is meant to hold a split, and does not. */
    WRONG,
    /** It is named as a split whose content the registry does not know. */
    NOT_PINNED,
    /** It belongs to a set, and its bytes are right. */
    ATTACHMENT,
    /** It belongs to no set of the registry. */
    UNKNOWN
  }

  public FileFinding {
    files = List.copyOf(files);
  }

  /** The bytes, too, are ones that the manifest knows. */
  public boolean knownBytes() {
    return split != null && !files.isEmpty() && split.split().files().containsAll(files);
  }
}
