package dev.assay.eval.task;

/** Says by name which key of a task file is missing. */
final class RequiredKey {
  private RequiredKey() {}

  static <T> T of(T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("key '" + key + "' is missing");
    }
    return value;
  }
}
