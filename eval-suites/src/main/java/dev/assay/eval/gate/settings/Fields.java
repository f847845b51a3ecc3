package dev.assay.eval.gate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A mapping of the file, whose values are asked for by key and kind. */
final class Fields {
  private final YamlValue.Mapping mapping;

  /**
   * @param known all keys that there may be
   * @throws AssayException of kind USAGE for another one
   */
  Fields(YamlValue value, String what, List<String> known) {
    if (!(value instanceof YamlValue.Mapping fields)) {
      throw unusable(value.place(), what + " has to be a mapping of keys", "write key: value");
    }
    this.mapping = fields;
    fields
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw unusable(
                    entry.key(),
                    what + " has no key '" + key + "'",
                    NearestNames.suggestion(
                        key, known, "its keys are " + String.join(", ", known)));
              }
            });
  }

  static AssayException unusable(Place place, String cause, String cure) {
    return new AssayException(
        ErrorKind.USAGE, "the gate's configuration cannot be used", place + ": " + cause, cure);
  }

  Optional<YamlValue> find(String key) {
    return mapping.find(key);
  }

  Place place(String key) {
    YamlValue.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.key();
  }

  /** The key's value in place, cause and cure of an error. */
  AssayException unfit(String key, String has, String cure) {
    return unusable(place(key), "'" + key + "' " + has, cure);
  }

  Optional<String> text(String key) {
    return scalar(key).map(JsonNode::asText);
  }

  String required(String key) {
    return text(key)
        .orElseThrow(() -> unusable(mapping.place(), "there is no key '" + key + "'", "add it"));
  }

  OptionalDouble number(String key) {
    Optional<JsonNode> value = scalar(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = number(value.get());
    if (Double.isNaN(number)) {
      throw unfit(key, "is '" + value.get().asText() + "'", "give a number");
    }
    return OptionalDouble.of(number);
  }

  /** NaN where it is none. Of an environment's variable numbers come as texts. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return value.isTextual() ? Double.parseDouble(value.textValue()) : Double.NaN;
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  /** A number within bounds, both included. */
  double number(String key, double otherwise, double least, double most) {
    double number = number(key).orElse(otherwise);
    if (!(number >= least && number <= most)) {
      throw unfit(key, "is " + number, "give a number from " + least + " to " + most);
    }
    return number;
  }

  long whole(String key, long otherwise, long least) {
    double number = number(key).orElse(otherwise);
    if (number != Math.rint(number) || number < least) {
      throw unfit(key, "is " + number, "give a whole number from " + least);
    }
    return (long) number;
  }

  boolean flag(String key, boolean otherwise) {
    Optional<JsonNode> value = scalar(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    String text = value.get().asText().toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw unfit(key, "is '" + text + "'", "give true or false");
    }
    return text.equals("true");
  }

  /** One of a kind's names, in lower case as files have them. */
  <E extends Enum<E>> E name(String key, Class<E> kind, E otherwise) {
    return text(key).map(text -> name(key, text, kind)).orElse(otherwise);
  }

  /** The one of this name that a part of the key's value is. */
  <E extends Enum<E>> E name(String key, String text, Class<E> kind) {
    List<String> names = Arrays.stream(kind.getEnumConstants()).map(WrittenName::of).toList();
    int at = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw unfit(
          key,
          "is '" + text + "'",
          NearestNames.suggestion(text, names, "give one of " + String.join(", ", names)));
    }
    return kind.getEnumConstants()[at];
  }

  /** Some of a kind's names. */
  <E extends Enum<E>> List<E> names(String key, Class<E> kind, List<E> otherwise) {
    if (find(key).isEmpty()) {
      return otherwise;
    }
    return texts(key).stream().map(text -> name(key, text, kind)).toList();
  }

  /** A list of texts; a single one stands for a list of it, and of those it parts with commas. */
  List<String> texts(String key) {
    Optional<YamlValue> value = find(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value.get() instanceof YamlValue.Sequence list) {
      for (YamlValue element : list.values()) {
        texts.add(scalar(key, element).asText());
      }
    } else {
      for (String part : scalar(key, value.get()).asText().split(",")) {
        texts.add(part.strip());
      }
    }
    return texts;
  }

  private Optional<JsonNode> scalar(String key) {
    return find(key).map(value -> scalar(key, value));
  }

  private JsonNode scalar(String key, YamlValue value) {
    if (!(value instanceof YamlValue.Scalar scalar)) {
      throw unfit(key, "is no single value", "give one text or number");
    }
    return scalar.value();
  }

  static JsonNode json(YamlValue value) {
    try {
      return value.json();
    } catch (YamlException e) {
      throw unusable(value.place(), e.getMessage(), "write a plain value");
    }
  }
}
