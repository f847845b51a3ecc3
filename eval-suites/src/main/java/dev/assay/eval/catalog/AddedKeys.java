package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlValue;
import java.util.Map;
import java.util.TreeMap;

/** Keys that no file holds: what makes a task of one that a shipped file describes in part. */
final class AddedKeys {
  private AddedKeys() {}

  /**
   * @param place that messages name
   */
  static YamlValue.Mapping mapping(Place place, Map<String, YamlValue> values) {
    Map<String, YamlValue.Entry> entries = new TreeMap<>();
    values.forEach((key, value) -> entries.put(key, new YamlValue.Entry(place, value)));
    return new YamlValue.Mapping(entries, place);
  }

  static YamlValue text(String text, Place place) {
    return new YamlValue.Scalar(TextNode.valueOf(text), place);
  }
}
