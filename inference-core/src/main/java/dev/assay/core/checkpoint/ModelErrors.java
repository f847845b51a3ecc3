package dev.assay.core.checkpoint;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;

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
