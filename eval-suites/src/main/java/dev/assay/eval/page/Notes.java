package dev.assay.eval.page;

import java.util.Arrays;
import java.util.List;

/** What else is to be said, a line each: what was left out, what a figure does not mean. */
public record Notes(List<Html> lines) {
  public Notes {
    lines = List.copyOf(lines);
  }

  public static Notes of(String... lines) {
    return new Notes(Arrays.stream(lines).map(Html::text).toList());
  }

  /** Nothing where there are no lines. */
  public Html html() {
    return lines.isEmpty()
        ? Html.NOTHING
        : Html.element(
            "ul", "", Html.of(lines.stream().map(line -> Html.element("li", "", line)).toList()));
  }
}
