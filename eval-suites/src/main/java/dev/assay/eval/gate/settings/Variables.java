package dev.assay.eval.gate.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment in place of {@code ${NAME}} in texts, so that no secret stands
 * in a file. What a variable holds stays a text: it never becomes keys.
 */
record Variables(UnaryOperator<String> variable) {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  YamlValue in(YamlValue value) {
    if (value instanceof YamlValue.Mapping mapping) {
      Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(key, new YamlValue.Entry(entry.key(), in(entry.value()))));
      return new YamlValue.Mapping(entries, mapping.place());
    }
    if (value instanceof YamlValue.Sequence list) {
      return new YamlValue.Sequence(list.values().stream().map(this::in).toList(), list.place());
    }
    if (value instanceof YamlValue.Scalar scalar && scalar.value().isTextual()) {
      return new YamlValue.Scalar(
          JsonNodeFactory.instance.textNode(in(scalar.value().textValue(), scalar.place())),
          scalar.place());
    }
    return value;
  }

  private String in(String text, Place place) {
    Matcher matcher = NAME.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String known = variable.apply(matcher.group(1));
      if (known == null) {
        throw Fields.unusable(
            place,
            "the environment has no variable " + matcher.group(1),
            "export it, or write the value");
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(known));
    }
    return matcher.appendTail(expanded).toString();
  }
}
