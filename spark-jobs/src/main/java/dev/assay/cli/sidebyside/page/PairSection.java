package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Figures;
import dev.assay.eval.page.FilteredList;
import dev.assay.eval.page.FilteredList.Choice;
import dev.assay.eval.page.FilteredList.Entry;
import dev.assay.eval.page.FilteredList.Filter;
import dev.assay.eval.page.Html;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.preference.JudgedPair.OneOrder;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The pairs, each with its verdicts, and with the models' answers where they may be shown. */
final class PairSection {
  private static final int LONGEST_ANSWER = 4000;
  private static final int LONGEST_REQUEST = 2000;

  private final SideBySide side;
  private final Optional<PairRatings> people;
  private final boolean answers;
  private final int most;
  private final List<SideScores> scores;
  private final List<String> meetings;
  private final List<String> categories;

  /**
   * @param people what they say of pairs
   * @param answers whether requests and answers are shown, which may be harmful or private
   * @param most pairs on the page
   */
  PairSection(SideBySide side, Optional<PairRatings> people, boolean answers, int most) {
    this.side = side;
    this.people = people;
    this.answers = answers;
    this.most = most;
    this.scores = side.judgements().stream().map(side::scores).toList();
    this.meetings =
        side.pairings().keySet().stream()
            .map(one -> meeting(one.candidate(), one.baseline()))
            .toList();
    this.categories =
        List.copyOf(new TreeSet<>(side.pairs().stream().map(AnswerPair::category).toList()));
  }

  /** What one judge says of a pair. */
  record Verdict(Html badge, Html judge, Html detail) {}

  /** Nothing where there are no pairs. */
  Html html() {
    if (side.pairs().isEmpty()) {
      return Html.NOTHING;
    }
    List<Integer> chosen = chosen();
    return Html.of(
        intro(chosen.size()),
        new FilteredList("pairs", filters(), chosen.stream().map(this::entry).toList()).html());
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    filters.add(Filter.ofWords("judge", "Judge", judges()));
    filters.add(
        Filter.of(
                "outcomes",
                "Verdict",
                List.of(
                    new Choice("win", "wins"),
                    new Choice("loss", "losses"),
                    new Choice("tie", "ties"),
                    new Choice("none", "no verdict")))
            .within("judge"));
    if (side.judgements().stream().anyMatch(Judgement::isShown)) {
      filters.add(
          Filter.of(
                  "disagree",
                  "Orders",
                  List.of(new Choice("1", "disagree"), new Choice("0", "agree")))
              .within("judge"));
    }
    filters.add(
        Filter.of(
            "length",
            "Candidate’s answer",
            List.of(
                new Choice("longer", "longer"),
                new Choice("shorter", "shorter"),
                new Choice("equal", "as long"))));
    if (categories.size() > 1) {
      filters.add(Filter.of("category", "Category", choices(categories)));
    }
    if (meetings.size() > 1) {
      filters.add(Filter.of("meeting", "Models", choices(meetings)));
    }
    return filters;
  }

  /** A draw by ids where there are too many, so that no set is over-represented. */
  private List<Integer> chosen() {
    List<Integer> all = IntStream.range(0, side.pairs().size()).boxed().toList();
    if (all.size() <= most) {
      return all;
    }
    Set<Integer> drawn =
        new HashSet<>(
            all.stream()
                .sorted(Comparator.comparing(i -> side.pairs().get(i).id()))
                .limit(most)
                .toList());
    return all.stream().filter(drawn::contains).toList();
  }

  private Html intro(int shown) {
    int all = side.pairs().size();
    String left =
        shown == all
            ? Figures.count(all) + " pairs."
            : Figures.count(shown)
                + " of "
                + Figures.count(all)
                + " pairs, drawn by their ids; "
                + Figures.count(all - shown)
                + " are left out of this list, and of no figure.";
    return Html.remark(
        left
            + (answers
                ? " Texts are shown as models wrote them; control characters and changes of direction"
                    + " by number."
                : " Requests and answers may be harmful or private, and are not on this page"
                    + " (--show_answers puts them there).")
            + " p is the candidate's probability, in the order in which it is shown first, and"
            + " second.");
  }

  private List<Choice> judges() {
    List<String> names = new ArrayList<>(side.judgements().stream().map(Judgement::judge).toList());
    people.ifPresent(some -> names.add("people"));
    return choices(names);
  }

  private static List<Choice> choices(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                new Choice(
                    String.valueOf(i), names.get(i).isEmpty() ? "no category" : names.get(i)))
        .toList();
  }

  private static String meeting(String candidate, String baseline) {
    return candidate + " against " + baseline;
  }

  private Entry entry(int i) {
    AnswerPair pair = side.pairs().get(i);
    List<String> outcomes = new ArrayList<>();
    List<String> disagree = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int judge = 0; judge < scores.size(); judge++) {
      Judgement judgement = side.judgements().get(judge);
      Optional<Outcome> outcome = scores.get(judge).outcome(i);
      boolean disagrees = scores.get(judge).ordersDisagree(i) && judgement.isShown();
      outcomes.add(outcome.map(SideReports::named).orElse("none"));
      disagree.add(disagrees ? "1" : "0");
      verdicts.add(
          new Verdict(
              badge(outcome),
              Html.text(judgement.judge()),
              Html.of(
                  detail(pair, judgement, judgement.pairs().get(i), disagrees),
                  judgement.cut().contains(i) ? Html.text(" shown in part") : Html.NOTHING)));
    }
    people.ifPresent(
        some -> {
          Optional<Outcome> outcome = some.majority(pair);
          outcomes.add(outcome.map(SideReports::named).orElse("none"));
          disagree.add("0");
          outcome.ifPresent(
              one ->
                  verdicts.add(
                      new Verdict(
                          badge(outcome), Html.text("people"), Html.text(some.counts(pair)))));
        });
    int difference = Integer.compare(pair.candidateLength(), pair.baselineLength());
    return new Entry(
        Map.of(
            "meeting",
            String.valueOf(meetings.indexOf(meeting(pair.candidate(), pair.baseline()))),
            "category",
            String.valueOf(categories.indexOf(pair.category())),
            "length",
            difference > 0 ? "longer" : difference < 0 ? "shorter" : "equal",
            "outcomes",
            String.join(" ", outcomes),
            "disagree",
            String.join(" ", disagree)),
        content(pair, verdicts));
  }

  private Html content(AnswerPair pair, List<Verdict> verdicts) {
    return Html.template(
        PairSection.class,
        "pair.html.mustache",
        Map.of(
            "title",
            Html.code(pair.promptId() + (pair.sample() > 0 ? " #" + pair.sample() : "")),
            "facts",
            Html.text(facts(pair)),
            "verdicts",
            verdicts,
            "answers",
            answers,
            "request",
            cut(pair.request(), LONGEST_REQUEST),
            "candidate",
            Html.text(pair.candidate()),
            "candidateText",
            cut(pair.candidateText(), LONGEST_ANSWER),
            "baseline",
            Html.text(pair.baseline()),
            "baselineText",
            cut(pair.baselineText(), LONGEST_ANSWER)));
  }

  private static String facts(AnswerPair pair) {
    return (pair.category().isEmpty() ? "" : pair.category() + " · ")
        + (pair.label().isEmpty() ? "" : pair.label() + " · ")
        + pair.candidate()
        + " "
        + Figures.count(pair.candidateLength())
        + ", "
        + pair.baseline()
        + " "
        + Figures.count(pair.baselineLength())
        + " code points";
  }

  private static Html badge(Optional<Outcome> outcome) {
    return outcome
        .map(one -> Html.badge(LengthSection.tone(one), SideReports.named(one)))
        .orElse(Html.badge(Html.Tone.ALARM, "no verdict"));
  }

  private static Html detail(
      AnswerPair pair, Judgement judgement, JudgedPair games, boolean disagrees) {
    if (judgement.isOfModels()) {
      return Html.NOTHING;
    }
    if (pair.isIdentical()) {
      return Html.text("equal answers: nobody was asked");
    }
    if (pair.plain().isPresent()) {
      return Html.text("one answer is empty: nobody was asked");
    }
    if (judgement.isRule()) {
      return Html.NOTHING;
    }
    if (games instanceof BothOrders both) {
      Html p =
          Html.text(
              "p "
                  + Figures.decimal(both.candidateFirst(), 2)
                  + " first, "
                  + Figures.decimal(1 - both.baselineFirst(), 2)
                  + " second ");
      return disagrees ? Html.of(p, Html.badge(Html.Tone.ALARM, "orders disagree")) : p;
    }
    if (games instanceof OneOrder one) {
      return Html.text(
          "p "
              + Figures.decimal(one.candidate(), 2)
              + (one.candidateFirst() ? ", shown first only" : ", shown second only"));
    }
    return Html.text("a reply failed, or says neither");
  }

  private Html cut(String text, int longest) {
    if (!answers) {
      return Html.NOTHING;
    }
    return Html.quotedStart(text, longest);
  }
}
