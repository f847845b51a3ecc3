package dev.assay.eval.catalog;

import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlException;

/** A task that cannot be used as its file stands. */
final class TaskFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  TaskFileException(String code, Place place, String problem) {
    super(place + ": " + problem);
    this.code = code;
  }

  TaskFileException(YamlException cause) {
    super(cause.getMessage(), cause);
    this.code = "bad_yaml";
  }

  String code() {
    return code;
  }
}
