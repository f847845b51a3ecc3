package dev.assay.eval.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column form of a data set, and where splits in this form are found.
 *
 * @param columns types by name, in the order of the content's digest
 * @param labels a column that the authors give in a file of its own, one label per line; null where
 *     the rows carry it
 * @param place where the split goes below the data folder; Parquet or JSON Lines, as its ending
 *     says
 * @param places where splits may lie below the data folder besides, in the order they are looked
 *     at, before {@code place}
 * @param sources in the order they are tried
 */
public record DatasetTable(
    Map<String, ColumnType> columns,
    String labels,
    String place,
    List<DatasetPlace> places,
    List<DatasetSource> sources) {
  public DatasetTable {
    columns =
        Collections.unmodifiableMap(new LinkedHashMap<>(ManifestFile.required(columns, "columns")));
    if (labels != null && !columns.containsKey(labels)) {
      throw new IllegalArgumentException("'labels' names no column: '" + labels + "'");
    }
    ManifestFile.required(place, "place");
    if (!place.endsWith(".parquet") && !place.endsWith(".jsonl")) {
      throw new IllegalArgumentException("'place' ends in neither .parquet nor .jsonl: " + place);
    }
    if (place.endsWith(".parquet")
        && columns.values().stream().anyMatch(ColumnType.Json.class::isInstance)) {
      throw new IllegalArgumentException("Parquet has no column of type json: " + place);
    }
    places = places == null ? List.of() : List.copyOf(places);
    sources = sources == null ? List.of() : List.copyOf(sources);
  }

  /** The columns in their order. */
  public List<Column> columnList() {
    return columns.entrySet().stream()
        .map(column -> new Column(column.getKey(), column.getValue()))
        .toList();
  }
}
