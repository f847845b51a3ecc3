package dev.assay.core.gguf;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Typed access to a file's metadata. Each accessor is empty where a key is absent.
 *
 * <p>All throw {@link AssayException} of kind MODEL, naming file, key and value, where a value is
 * not of the type that is asked for.
 */
public final class Metadata {
  private final Path file;
  private final Map<String, MetadataValue> values;

  Metadata(Path file, Map<String, MetadataValue> values) {
    this.file = file;
    this.values = new LinkedHashMap<>(values);
  }

  public Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  public Optional<MetadataValue> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public Optional<String> text(String key) {
    return as(key, MetadataValue.Text.class, "a string").map(MetadataValue.Text::value);
  }

  public Optional<List<String>> texts(String key) {
    return as(key, MetadataValue.Texts.class, "an array of strings")
        .map(MetadataValue.Texts::values);
  }

  public Optional<NumberArray> numbers(String key) {
    return as(key, NumberArray.class, "an array of numbers");
  }

  public Optional<Boolean> flag(String key) {
    return as(key, MetadataValue.Flag.class, "true or false").map(MetadataValue.Flag::value);
  }

  /** An integer of whatever width, at least 0. */
  public OptionalLong whole(String key) {
    Optional<MetadataValue.Whole> whole =
        as(key, MetadataValue.Whole.class, "an integer that is not negative");
    if (whole.isPresent() && whole.get().value() < 0) {
      throw wrong(key, "an integer from 0 to " + Long.MAX_VALUE);
    }
    return whole.map(w -> OptionalLong.of(w.value())).orElse(OptionalLong.empty());
  }

  /** A number of whatever type. */
  public OptionalDouble number(String key) {
    MetadataValue value = values.get(key);
    if (value instanceof MetadataValue.Whole whole) {
      return OptionalDouble.of(whole.value());
    }
    Optional<MetadataValue.Real> real = as(key, MetadataValue.Real.class, "a number");
    return real.map(r -> OptionalDouble.of(r.value())).orElse(OptionalDouble.empty());
  }

  /** The error about a key that is not there. */
  public AssayException missing(String key) {
    return error(
        file + " has no '" + key + "'",
        "the model cannot be put together without it",
        "convert the model again with a newer convert_hf_to_gguf.py of llama.cpp");
  }

  /** The error about a key's value. */
  public AssayException wrong(String key, String wanted) {
    return error(
        file + " has '" + key + "': " + values.get(key),
        "wanted is " + wanted,
        "fetch or convert the file again");
  }

  private <T extends MetadataValue> Optional<T> as(String key, Class<T> type, String wanted) {
    MetadataValue value = values.get(key);
    if (value != null && !type.isInstance(value)) {
      throw error(
          file + " has '" + key + "' of type " + value.type() + ": " + value,
          "wanted is " + wanted,
          "fetch or convert the file again");
    }
    return Optional.ofNullable(type.cast(value));
  }

  private static AssayException error(String problem, String cause, String cure) {
    return new AssayException(ErrorKind.MODEL, problem, cause, cure);
  }
}
