package dev.assay.eval.catalog;

import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlReader;
import dev.assay.eval.yaml.YamlValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads task files with all that they include: of a key that stands in several the including file's
 * value counts, and of several included files the last one's. Files that many include are read
 * once.
 */
final class TaskFiles {
  private static final String INCLUDE = "include";

  private final Map<FileLocation, YamlValue.Mapping> included = new HashMap<>();
  private final Map<String, FileLocation> byName = new HashMap<>();

  /** The file that a place names. */
  FileLocation location(Place place) {
    return byName.get(place.file());
  }

  YamlValue.Mapping read(FileLocation file) throws TaskFileException {
    return read(file, null, new LinkedHashSet<>());
  }

  /**
   * @param from where the file is included; null for none
   * @param open files that include this one
   */
  private YamlValue.Mapping read(FileLocation file, Place from, Set<FileLocation> open)
      throws TaskFileException {
    if (!open.add(file)) {
      throw new TaskFileException("bad_include", from, "the file includes itself");
    }
    YamlValue.Mapping own = parse(file, from);
    YamlValue.Entry include = own.entries().get(INCLUDE);
    YamlValue.Mapping whole = own;
    if (include != null) {
      whole = new YamlValue.Mapping(Map.of(), own.place());
      for (YamlValue name : paths(include.value())) {
        whole = whole.with(included(named(file, name), name.place(), open));
      }
      whole = whole.without("task_list").with(own.without(INCLUDE));
    }
    open.remove(file);
    return whole;
  }

  private YamlValue.Mapping included(FileLocation file, Place from, Set<FileLocation> open)
      throws TaskFileException {
    YamlValue.Mapping known = included.get(file);
    if (known == null) {
      known = read(file, from, open);
      included.put(file, known);
    }
    return known;
  }

  private static List<YamlValue> paths(YamlValue include) {
    return include instanceof YamlValue.Sequence several
        ? several.values()
        : new ArrayList<>(List.of(include));
  }

  private static FileLocation named(FileLocation file, YamlValue path) throws TaskFileException {
    if (path instanceof YamlValue.Scalar scalar && scalar.value().isTextual()) {
      try {
        return file.relative(scalar.value().textValue());
      } catch (InvalidPathException e) {
        throw new TaskFileException(
            "bad_include", path.place(), "'include' is no file's name: " + e.getMessage());
      }
    }
    throw new TaskFileException("bad_include", path.place(), "'include' is no file's name");
  }

  private YamlValue.Mapping parse(FileLocation file, Place from) throws TaskFileException {
    byName.put(file.name(), file);
    Place start = new Place(file.name(), 1);
    YamlValue value;
    try {
      value = YamlReader.read(file.name(), utf8(file.read()));
    } catch (CharacterCodingException e) {
      throw new TaskFileException("bad_yaml", start, "the file is not UTF-8");
    } catch (IOException e) {
      throw from == null
          ? new TaskFileException("unreadable_file", start, "cannot be read: " + e)
          : new TaskFileException(
              "bad_include", from, "included file " + file.name() + " cannot be read: " + e);
    } catch (YamlException e) {
      throw new TaskFileException(e);
    }
    if (value instanceof YamlValue.Mapping mapping) {
      return mapping;
    }
    throw new TaskFileException(
        "bad_yaml", value.place(), "a task file is a mapping of keys to values");
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
