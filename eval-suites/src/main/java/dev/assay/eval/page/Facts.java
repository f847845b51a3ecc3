package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;

/** Names and what they are, in two columns: settings, ids, places. */
public record Facts(List<Fact> facts) {
  public static final Facts NONE = new Facts(List.of());

  /** One of them. */
  public record Fact(String name, Html value) {}

  public Facts {
    facts = List.copyOf(facts);
  }

  /** With one more. */
  public Facts with(String name, Html value) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(new Fact(name, value));
    return new Facts(more);
  }

  /** With one more. */
  public Facts with(String name, String value) {
    return with(name, Html.text(value));
  }

  public Html html() {
    List<Html> lines =
        facts.stream()
            .map(
                fact ->
                    Html.of(
                        Html.element("dt", "", Html.text(fact.name())),
                        Html.element("dd", "", fact.value())))
            .toList();
    return Html.element("dl", "", Html.of(lines));
  }
}
