package dev.assay.eval.runreport;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.FilteredList;
import dev.assay.eval.page.FilteredList.Choice;
import dev.assay.eval.page.FilteredList.Entry;
import dev.assay.eval.page.FilteredList.Filter;
import dev.assay.eval.page.Html;
import dev.assay.eval.runreport.RunReport.Item;
import dev.assay.eval.runreport.RunReport.ItemList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Items that somebody should look at, to be filtered and searched. */
final class ItemSection {
  private static final int LONGEST_TEXT = 2000;
  private static final int MOST_TRAITS = 8;
  private static final int LONGEST_TRAIT = 80;

  private final RunReport report;
  private final boolean one;
  private final List<String> tasks;

  ItemSection(RunReport report) {
    this.report = report;
    this.one = report.runs().size() == 1;
    this.tasks =
        List.copyOf(
            new TreeSet<>(
                report.items().stream()
                    .flatMap(list -> list.items().stream())
                    .map(Item::task)
                    .toList()));
  }

  List<Html> blocks() {
    List<Entry> entries = new ArrayList<>();
    for (ItemList list : report.items()) {
      list.items().forEach(item -> entries.add(entry(list, item)));
    }
    return List.of(counts(), remark(), new FilteredList("items", filters(), entries).html());
  }

  private Html counts() {
    DataTable table =
        new DataTable(
            Column.text("reason"),
            Column.text("run"),
            Column.number("found"),
            Column.number("below"),
            Column.text("what that means"));
    for (ItemList list : report.items()) {
      table =
          table.with(
              Cell.text(list.reason().title()),
              one ? Cell.of(Html.NOTHING) : Cell.text(report.runs().get(list.run()).name()),
              Cell.count(list.found()),
              Cell.count(list.items().size()),
              Cell.text(list.reason().meaning()));
    }
    return table.withoutEmptyColumns().html();
  }

  private Html remark() {
    boolean all = report.items().stream().allMatch(list -> list.found() == list.items().size());
    boolean texts =
        report.items().stream()
            .flatMap(list -> list.items().stream())
            .anyMatch(item -> item.prompt() != null || !item.answers().isEmpty());
    return Html.remark(
        (all
                ? "All of them are below."
                : "Not all of them are below (--items N has more of each); every figure above counts"
                    + " all.")
            + (texts
                ? " Texts are shown as they are; control characters and changes of direction by"
                    + " number."
                : " Prompts and answers may be harmful or private, and are not on this page"
                    + " (--show_prompts puts them there)."));
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    filters.add(
        Filter.of(
            "reason",
            "Reason",
            report.items().stream()
                .map(ItemList::reason)
                .distinct()
                .sorted()
                .map(reason -> new Choice(reason.toString(), reason.title()))
                .toList()));
    if (tasks.size() > 1) {
      filters.add(Filter.of("task", "Task", numbered(tasks)));
    }
    if (!one) {
      filters.add(
          Filter.of(
              "run", "Run", numbered(report.runs().stream().map(RunReport.Run::name).toList())));
    }
    return filters;
  }

  private static List<Choice> numbered(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Choice(String.valueOf(i), names.get(i)))
        .toList();
  }

  private Entry entry(ItemList list, Item item) {
    List<Html> content = new ArrayList<>();
    content.add(
        Html.paragraph(
            Html.badge(tone(list.reason()), list.reason().title()),
            Html.text(" "),
            Html.code(item.task() + " " + item.docId()),
            Html.text(one ? "" : " of " + report.runs().get(list.run()).name())));
    String said = said(item);
    if (!said.isEmpty()) {
      content.add(Html.remark(said));
    }
    if (item.prompt() != null) {
      content.add(Html.quotedEnd(item.prompt(), LONGEST_TEXT));
    }
    item.answers().forEach(answer -> content.add(answer(answer)));
    return new Entry(
        Map.of(
            "reason",
            list.reason().toString(),
            "task",
            String.valueOf(tasks.indexOf(item.task())),
            "run",
            String.valueOf(list.run())),
        Html.of(content));
  }

  private static Html answer(String text) {
    return Html.of(Html.remark("It wrote:"), Html.quotedStart(text, LONGEST_TEXT));
  }

  private static Html.Tone tone(ItemReason reason) {
    return switch (reason) {
      case FAILED -> Html.Tone.ALARM;
      case WRONG_AND_CONFIDENT, WRONG_TEXT -> Html.Tone.LOSS;
      case RIGHT_AND_UNSURE -> Html.Tone.WIN;
      case TIE, CUT_TEXT, TRUNCATED -> Html.Tone.PLAIN;
    };
  }

  /** Choices are counted from 0, as in the tables. */
  private static String said(Item item) {
    List<String> said = new ArrayList<>();
    if (item.error() != null) {
      said.add(item.error());
    }
    if (item.picked() != null) {
      said.add("picked choice " + item.picked() + probability(item.probability()));
      if (!item.right().isEmpty() && !item.right().contains(item.picked())) {
        said.add(
            "right is "
                + String.join(" or ", item.right().stream().map(String::valueOf).toList())
                + probability(item.rightProbability()));
      }
    }
    item.traits().entrySet().stream()
        .limit(MOST_TRAITS)
        .forEach(trait -> said.add(trait.getKey() + " " + shortened(trait.getValue())));
    return String.join(" · ", said);
  }

  private static String shortened(String text) {
    int points = text.codePointCount(0, text.length());
    return points <= LONGEST_TRAIT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TRAIT)) + "…";
  }

  private static String probability(double share) {
    return Double.isNaN(share) ? "" : ", p " + Figures.decimal(share, 3);
  }
}
