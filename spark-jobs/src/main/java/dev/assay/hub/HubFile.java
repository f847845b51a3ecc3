package dev.assay.hub;

/**
 * A file of a repository, as its hub describes it.
 *
 * @param path within the repository, with slashes
 * @param bytes its length
 */
record HubFile(String path, long bytes, FileDigest digest) {
  /** The path's last part. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
