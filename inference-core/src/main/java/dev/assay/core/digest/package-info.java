/** sha256: the fingerprints by which files and settings are told apart. */
package dev.assay.core.digest;
