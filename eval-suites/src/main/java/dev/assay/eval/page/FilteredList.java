package dev.assay.eval.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entries, one below the other, of which a reader chooses by filters and by what is typed. Without
 * scripts all are there, and no filter; on paper those that were chosen. A page has one list at
 * most.
 *
 * @param noun what the entries are, in the plural
 * @param filters besides the one by what is typed, which is always there
 */
public record FilteredList(String noun, List<Filter> filters, List<Entry> entries) {
  /** A choice of a filter. */
  public record Choice(String value, String name) {}

  /**
   * A filter.
   *
   * @param key of the entries' data that have to equal the choice
   * @param all name of the choice that leaves all; null where there is none
   * @param within key of another filter, whose choice is the number, from 0, of the word of the
   *     data that has to equal this one's; null where the data is one word
   */
  public record Filter(String key, String label, String all, List<Choice> choices, String within) {
    public Filter {
      choices = List.copyOf(choices);
    }

    /** By the whole of the data. */
    public static Filter of(String key, String label, List<Choice> choices) {
      return new Filter(key, label, "all", choices, null);
    }

    /** By the word of the data that another filter chooses. */
    public Filter within(String other) {
      return new Filter(key, label, all, choices, other);
    }

    /** One that only chooses words for others. */
    public static Filter ofWords(String key, String label, List<Choice> choices) {
      return new Filter(key, label, null, choices, null);
    }
  }

  /**
   * An entry.
   *
   * @param data by the filters' keys
   */
  public record Entry(Map<String, String> data, Html content) {
    public Entry {
      data = Map.copyOf(data);
    }

    /** As attributes of its element. */
    String attributes() {
      return data.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(one -> " data-" + one.getKey() + "=\"" + Html.escaped(one.getValue()) + "\"")
          .collect(Collectors.joining());
    }
  }

  public FilteredList {
    filters = List.copyOf(filters);
    entries = List.copyOf(entries);
  }

  /** Nothing where there are no entries. */
  public Html html() {
    return entries.isEmpty()
        ? Html.NOTHING
        : Html.template(
            FilteredList.class,
            "list.html.mustache",
            Map.of("noun", noun, "filters", filters, "entries", entries));
  }
}
