package dev.assay.eval.document;

/**
 * A data file that was read.
 *
 * @param path relative to the data folder, with forward slashes
 * @param sha256 of the file's bytes, in hexadecimal
 * @param rows in the file, broken ones included
 */
public record DataFile(String path, String sha256, long rows) {}
