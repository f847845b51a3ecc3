package dev.assay.checkpoint;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;

/** Errors about a model folder. */
final class ModelErrors {
  private ModelErrors() {}

  static AssayException of(String problem, String cause, String cure) {
    return new AssayException(ErrorKind.MODEL, problem, cause, cure);
  }

  static AssayException of(String problem, String cause, String cure, Throwable thrown) {
    return new AssayException(ErrorKind.MODEL, problem, cause, cure, thrown);
  }
}
