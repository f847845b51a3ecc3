package dev.assay.eval.page;

import java.util.List;

/**
 * A part of a page under a heading of its own.
 *
 * @param content paragraphs, tables, drawings, one below the other
 */
public record Section(String heading, List<Html> content) {
  public Section {
    content = List.copyOf(content);
  }

  public static Section of(String heading, Html... content) {
    return new Section(heading, List.of(content));
  }
}
