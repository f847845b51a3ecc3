package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who judged, what it was asked and cost, and how far people say the same. */
record JudgeSection(SideReport report) {

  List<Html> blocks() {
    List<Html> blocks = new ArrayList<>();
    for (SideReport.Judge judge : report.judges()) {
      if (judge.kind() == SideReport.Kind.PEOPLE) {
        continue;
      }
      blocks.add(Html.heading(judge.name()));
      blocks.add(Html.paragraph(Html.joined(" ", RateSection.badges(judge))));
      blocks.add(facts(judge));
      if (judge.people() != null) {
        blocks.add(people(judge.people()));
      }
    }
    return blocks;
  }

  private static Html facts(SideReport.Judge judge) {
    Facts facts =
        Facts.NONE.with(
            "verdicts",
            switch (judge.kind()) {
              case PEOPLE -> "given by people";
              case LIKELIHOOD ->
                  "how likely a right answer is to each model, per byte; the answers are not read";
              case RULE -> "what it counts in either answer; the same in both orders";
              case GENERATED -> "written by the judge";
              case LOG_PROBABILITY -> "probabilities of its replies";
            });
    if (judge.question() != null) {
      facts = facts.with("asked", Html.code(judge.question()));
    }
    for (String run : judge.runs()) {
      facts = facts.with("run", Html.code(run));
    }
    if (judge.tokens() != null) {
      facts = facts.with("tokens", tokens(judge.tokens()));
    }
    for (SideReport.Rate rate : judge.rates()) {
      if (RateSection.isWhole(rate)) {
        facts = facts.with(rate.candidate() + " against " + rate.baseline(), pairs(rate));
      }
    }
    return facts.html();
  }

  private static String tokens(SideReport.Tokens tokens) {
    long saved = tokens.withoutSharing() - tokens.computed();
    String share =
        tokens.withoutSharing() == 0
            ? ""
            : " (" + Figures.share((double) saved / tokens.withoutSharing()) + " %)";
    return Figures.count(tokens.computed())
        + " computed, "
        + Figures.count(saved)
        + share
        + " saved by computing once what replies share";
  }

  private static String pairs(SideReport.Rate rate) {
    return Figures.count(rate.pairs())
        + " pairs of "
        + Figures.count(rate.prompts())
        + " prompts, "
        + Figures.count(rate.identical())
        + " of equal answers, "
        + Figures.count(rate.unparsed())
        + " without a verdict";
  }

  private static Html people(SideReport.People people) {
    List<Html> blocks = new ArrayList<>();
    blocks.add(
        Html.paragraph(
            Html.strong("Against people: "),
            Html.text(
                "judge–people κ "
                    + RateSection.estimate(people.kappa())
                    + ", without ties "
                    + RateSection.estimate(people.kappaWithoutTies())
                    + ", agreement "
                    + RateSection.estimate(people.agreement())
                    + (people.alpha() == null
                        ? ""
                        : " · people among themselves α " + Figures.decimal(people.alpha(), 2))
                    + " · n = "
                    + Figures.count(people.pairs())
                    + " pairs")));
    DataTable table =
        new DataTable(
            Column.text("judge says"),
            Column.number("people: win"),
            Column.number("tie"),
            Column.number("loss"));
    for (Map.Entry<String, Map<String, Integer>> row : people.table().entrySet()) {
      table =
          table.with(
              Cell.text(row.getKey()),
              Cell.count(row.getValue().get("win")),
              Cell.count(row.getValue().get("tie")),
              Cell.count(row.getValue().get("loss")));
    }
    blocks.add(table.html());
    for (SideReport.Corrected one : people.corrected()) {
      blocks.add(
          Html.paragraph(
              Html.text(
                  one.candidate()
                      + " against "
                      + one.baseline()
                      + ", corrected by "
                      + Figures.count(one.rated())
                      + " rated pairs: "),
              Html.strong(RateSection.shares(one.rate()))));
    }
    return Html.of(blocks);
  }
}
