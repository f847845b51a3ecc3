package dev.assay.eval.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Reads one YAML document from its parser's events; nothing is ever constructed from a tag. */
public final class YamlReader {
  /** Values of one file, each alias counted as all that it stands for. */
  static final int MAX_VALUES = 200_000;

  static final int MAX_DEPTH = 40;
  private static final int MAX_CHARACTERS = 8 << 20;
  private static final String STANDARD_TAG = "tag:yaml.org,2002:";
  private static final String ESCAPED_SLASH = "found unknown escape character /";
  private static final int MAX_SLASHES = 100;
  private static final String MERGE = "<<";

  private final String file;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;

  /**
   * A value that aliases may name.
   *
   * @param value null while it is being read
   * @param size values in it
   */
  private record Anchored(YamlValue value, int size) {}

  private YamlReader(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * Reads a document.
   *
   * @param file how places name it
   * @return of a key that is there twice the last value, as Python's readers have it
   * @throws YamlException if it is no YAML, nests too deep, has a tag other than {@code !function}
   *     and those of plain data, or aliases that stand for too much
   */
  public static YamlValue read(String file, String text) throws YamlException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    if (text.length() > MAX_CHARACTERS) {
      throw new YamlException(
          new Place(file, 1), "more than " + MAX_CHARACTERS + " characters are no task file");
    }
    return read(file, text, options, MAX_SLASHES);
  }

  private static YamlValue read(String file, String text, LoaderOptions options, int slashes)
      throws YamlException {
    try {
      return new YamlReader(file, new Yaml(options).parse(new StringReader(text)).iterator())
          .document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      if (mark != null && slashes > 0 && e.getProblem().startsWith(ESCAPED_SLASH)) {
        // YAML 1.2's escape, which libyaml reads and this parser does not.
        int slash = text.offsetByCodePoints(0, mark.getIndex());
        String without = text.substring(0, slash - 1) + text.substring(slash);
        return read(file, without, options, slashes - 1);
      }
      int line = mark == null ? 1 : mark.getLine() + 1;
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw new YamlException(new Place(file, line), "no YAML: " + context + e.getProblem());
    } catch (YAMLException e) {
      throw new YamlException(new Place(file, 1), "no YAML: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private YamlValue document() throws YamlException {
    for (Event event = events.next(); true; event = events.next()) {
      if (event.is(Event.ID.StreamEnd)) {
        return new YamlValue.Scalar(JsonNodeFactory.instance.nullNode(), new Place(file, 1));
      }
      if (event instanceof NodeEvent) {
        YamlValue value = value(event, 0);
        events.next();
        if (!events.next().is(Event.ID.StreamEnd)) {
          throw new YamlException(value.place(), "the file holds more than one document");
        }
        return value;
      }
    }
  }

  private Place place(Event event) {
    return new Place(file, event.getStartMark().getLine() + 1);
  }

  private YamlValue value(Event event, int depth) throws YamlException {
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    count(event, 1);
    if (depth > MAX_DEPTH) {
      throw new YamlException(place(event), "nested deeper than " + MAX_DEPTH + " levels");
    }
    String anchor = ((NodeEvent) event).getAnchor();
    int before = values;
    if (anchor != null) {
      anchors.put(anchor, new Anchored(null, 0));
    }
    YamlValue value =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    if (anchor != null) {
      anchors.put(anchor, new Anchored(value, values - before + 1));
    }
    return value;
  }

  private void count(Event event, int more) throws YamlException {
    values = Math.addExact(values, more);
    if (values > MAX_VALUES) {
      throw new YamlException(
          place(event),
          "more than " + MAX_VALUES + " values, counting what aliases (*name) stand for");
    }
  }

  private YamlValue aliased(AliasEvent alias) throws YamlException {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw new YamlException(place(alias), "alias *" + alias.getAnchor() + " names no anchor");
    }
    if (anchored.value() == null) {
      throw new YamlException(place(alias), "alias *" + alias.getAnchor() + " contains itself");
    }
    count(alias, anchored.size());
    return anchored.value();
  }

  private YamlValue collection(CollectionStartEvent event, int depth) throws YamlException {
    String tag = event.getTag();
    boolean mapping = event instanceof MappingStartEvent;
    String plain = STANDARD_TAG + (mapping ? "map" : "seq");
    if (tag != null && !tag.equals("!") && !tag.equals(plain)) {
      throw foreignTag(tag, event);
    }
    return mapping
        ? mapping((MappingStartEvent) event, depth)
        : sequence((SequenceStartEvent) event, depth);
  }

  private YamlException foreignTag(String tag, Event event) {
    return new YamlException(
        place(event),
        "tag '"
            + tag.replace(STANDARD_TAG, "!!")
            + "' is not allowed: of tags only !function is read, and nothing a tag names is run");
  }

  private YamlValue sequence(SequenceStartEvent start, int depth) throws YamlException {
    List<YamlValue> elements = new ArrayList<>();
    for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
      elements.add(value(event, depth + 1));
    }
    return new YamlValue.Sequence(elements, place(start));
  }

  private YamlValue mapping(MappingStartEvent start, int depth) throws YamlException {
    Map<String, YamlValue.Entry> own = new LinkedHashMap<>();
    Map<String, YamlValue.Entry> merged = new LinkedHashMap<>();
    for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
      Place at = place(event);
      boolean merge =
          event instanceof ScalarEvent key && key.isPlain() && key.getValue().equals(MERGE);
      YamlValue key = value(event, depth + 1);
      YamlValue value = value(events.next(), depth + 1);
      if (merge) {
        merge(merged, value);
      } else {
        own.put(name(key), new YamlValue.Entry(at, value));
      }
    }
    merged.putAll(own);
    return new YamlValue.Mapping(merged, place(start));
  }

  private static String name(YamlValue key) throws YamlException {
    if (!(key instanceof YamlValue.Scalar scalar)) {
      throw new YamlException(key.place(), "a key has to be a text");
    }
    JsonNode value = scalar.value();
    if (value.isNull()) {
      return "None";
    }
    return value.isBoolean() ? (value.booleanValue() ? "True" : "False") : value.asText();
  }

  /** Of several merged mappings the first has a key's value, as YAML's merge type says. */
  private static void merge(Map<String, YamlValue.Entry> into, YamlValue value)
      throws YamlException {
    if (value instanceof YamlValue.Mapping mapping) {
      mapping.entries().forEach(into::putIfAbsent);
    } else if (value instanceof YamlValue.Sequence sequence) {
      for (YamlValue element : sequence.values()) {
        merge(into, element);
      }
    } else {
      throw new YamlException(value.place(), "'<<' merges a mapping or a list of mappings");
    }
  }

  private YamlValue scalar(ScalarEvent event) throws YamlException {
    String text = event.getValue();
    String tag = event.getTag();
    Place place = place(event);
    if (tag == null && event.isPlain()) {
      return new YamlValue.Scalar(YamlScalars.plain(text), place);
    }
    if (tag == null || tag.equals("!") || tag.equals(STANDARD_TAG + "str")) {
      return new YamlValue.Scalar(JsonNodeFactory.instance.textNode(text), place);
    }
    if (tag.equals("!function")) {
      return new YamlValue.FunctionName(text.strip(), place);
    }
    JsonNode typed = typed(tag, text);
    if (typed == null) {
      throw foreignTag(tag, event);
    }
    return new YamlValue.Scalar(typed, place);
  }

  /** A scalar with a tag of plain data; null where it has another, or is not what it says. */
  private static JsonNode typed(String tag, String text) {
    JsonNode plain = YamlScalars.plain(text);
    return switch (tag.replace(STANDARD_TAG, "")) {
      case "int" -> YamlScalars.isInteger(text) ? YamlScalars.integer(text) : null;
      case "float" ->
          plain.isNumber() ? JsonNodeFactory.instance.numberNode(plain.doubleValue()) : null;
      case "bool" -> plain.isBoolean() ? plain : null;
      case "null" -> plain.isNull() ? plain : null;
      default -> null;
    };
  }
}
