package dev.assay.eval.gate.settings;

import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlReader;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that is set beside the file.
 *
 * @param path keys, and numbers from 0 of lists' elements
 */
record Setting(List<String> path, YamlValue value, Place place) {
  /** {@code lines.0.min_effect=0.02}. */
  static Setting parse(String text) throws YamlException {
    int equals = text.indexOf('=');
    Place place = new Place("--set " + text, 1);
    if (equals < 1) {
      throw Fields.unusable(place, "it sets nothing", "write KEY.KEY=VALUE");
    }
    return new Setting(
        List.of(text.substring(0, equals).split("\\.")),
        YamlReader.read("--set " + text, text.substring(equals + 1)),
        place);
  }

  YamlValue in(YamlValue whole) {
    return in(whole, 0);
  }

  private YamlValue in(YamlValue at, int depth) {
    if (depth == path.size()) {
      return value;
    }
    String key = path.get(depth);
    if (at instanceof YamlValue.Sequence list) {
      int index = key.matches("[0-9]{1,6}") ? Integer.parseInt(key) : -1;
      if (index < 0 || index >= list.values().size()) {
        throw Fields.unusable(
            place,
            "'" + key + "' is no element of a list of " + list.values().size(),
            "count from 0");
      }
      List<YamlValue> values = new ArrayList<>(list.values());
      values.set(index, in(values.get(index), depth + 1));
      return new YamlValue.Sequence(values, list.place());
    }
    boolean mapping = at instanceof YamlValue.Mapping;
    boolean nothing = at instanceof YamlValue.Scalar scalar && scalar.value().isNull();
    if (!mapping && !nothing) {
      throw Fields.unusable(
          place, "there is no '" + key + "' in a single value", "leave it out of the path");
    }
    YamlValue.Mapping keys =
        mapping ? (YamlValue.Mapping) at : new YamlValue.Mapping(Map.of(), place);
    Map<String, YamlValue.Entry> entries = new LinkedHashMap<>(keys.entries());
    YamlValue.Entry before = entries.get(key);
    YamlValue below = before == null ? new YamlValue.Mapping(Map.of(), place) : before.value();
    entries.put(key, new YamlValue.Entry(place, in(below, depth + 1)));
    return new YamlValue.Mapping(entries, keys.place());
  }
}
