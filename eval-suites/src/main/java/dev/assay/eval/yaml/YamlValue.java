package dev.assay.eval.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value with the place it was read from. */
public sealed interface YamlValue {
  Place place();

  /**
   * The value as JSON.
   *
   * @throws YamlException if a function's name is somewhere in it
   */
  JsonNode json() throws YamlException;

  /** A text, number, truth value or null. */
  record Scalar(JsonNode value, Place place) implements YamlValue {
    @Override
    public JsonNode json() {
      return value;
    }
  }

  /** {@code !function module.name}: a name, which is never called from here. */
  record FunctionName(String name, Place place) implements YamlValue {
    @Override
    public JsonNode json() throws YamlException {
      throw new YamlException(place, "!function " + name + " stands where a value has to");
    }
  }

  /** A list. */
  record Sequence(List<YamlValue> values, Place place) implements YamlValue {
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public JsonNode json() throws YamlException {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
      for (YamlValue value : values) {
        array.add(value.json());
      }
      return array;
    }
  }

  /** Keys, as texts, and values, in the order of the file. */
  record Mapping(Map<String, Entry> entries, Place place) implements YamlValue {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key; empty where the key is missing or its value null. */
    public Optional<YamlValue> find(String key) {
      Entry entry = entries.get(key);
      return entry == null || entry.value() instanceof Scalar scalar && scalar.value().isNull()
          ? Optional.empty()
          : Optional.of(entry.value());
    }

    /** The same with another's keys in place of its own where both have them. */
    public Mapping with(Mapping other) {
      Map<String, Entry> merged = new LinkedHashMap<>(entries);
      merged.putAll(other.entries);
      return new Mapping(merged, other.place);
    }

    /** The same without some keys. */
    public Mapping without(String... keys) {
      Map<String, Entry> rest = new LinkedHashMap<>(entries);
      List.of(keys).forEach(rest::remove);
      return new Mapping(rest, place);
    }

    @Override
    public ObjectNode json() throws YamlException {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        object.set(entry.getKey(), entry.getValue().value().json());
      }
      return object;
    }
  }

  /** A value under a key, and where the key stands. */
  record Entry(Place key, YamlValue value) {}
}
