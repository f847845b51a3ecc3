package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keys of a task file, read as what they have to be; an error names place and key. */
record TaskKeys(YamlValue.Mapping mapping) {
  /** All keys are among the known ones. */
  void allow(Collection<String> known, String what) throws TaskFileException {
    for (Map.Entry<String, YamlValue.Entry> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new TaskFileException(
            "unknown_key",
            entry.getValue().key(),
            what
                + " has no key '"
                + entry.getKey()
                + "': "
                + NearestNames.suggestion(
                    entry.getKey(), known, "its keys are " + String.join(", ", known)));
      }
    }
  }

  boolean has(String key) {
    return mapping.find(key).isPresent();
  }

  /** Null where the key is missing or its value null. */
  YamlValue value(String key) {
    return mapping.find(key).orElse(null);
  }

  /** Where a key's value stands, or where the mapping begins. */
  Place place(String key) {
    YamlValue.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.key();
  }

  private TaskFileException wrong(String key, String has) {
    return new TaskFileException("bad_value", place(key), "'" + key + "' has to be " + has);
  }

  /** The value as JSON; null where there is none. */
  JsonNode json(String key) throws TaskFileException {
    YamlValue value = value(key);
    try {
      return value == null ? null : value.json();
    } catch (YamlException e) {
      throw new TaskFileException("bad_value", e.place(), "'" + key + "' has to be data");
    }
  }

  /** A text; numbers and truth values are texts as they are printed. */
  String text(String key, String otherwise) throws TaskFileException {
    YamlValue value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof YamlValue.Scalar scalar) {
      return Printed.of(scalar.value());
    }
    throw wrong(key, "a text");
  }

  int integer(String key, int otherwise, int least) throws TaskFileException {
    JsonNode value = json(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < least) {
      throw wrong(key, "a whole number, at least " + least + ", and not " + value);
    }
    return value.intValue();
  }

  boolean flag(String key, boolean otherwise) throws TaskFileException {
    JsonNode value = json(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "true or false, and not " + value);
    }
    return value.booleanValue();
  }

  /** Empty where there is none; a value that is no list is a list of it. */
  List<YamlValue> list(String key) {
    YamlValue value = value(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof YamlValue.Sequence sequence ? sequence.values() : List.of(value);
  }

  /** Texts, one or a list of them. */
  List<String> texts(String key) throws TaskFileException {
    for (YamlValue element : list(key)) {
      if (!(element instanceof YamlValue.Scalar)) {
        throw wrong(key, "a text or a list of texts");
      }
    }
    return list(key).stream().map(e -> Printed.of(((YamlValue.Scalar) e).value())).toList();
  }

  /** Mappings, one or a list of them. */
  static TaskKeys of(YamlValue value, String what) throws TaskFileException {
    if (value instanceof YamlValue.Mapping mapping) {
      return new TaskKeys(mapping);
    }
    throw new TaskFileException(
        "bad_value", value.place(), what + " has to be a mapping of keys to values");
  }
}
