package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.PageResource;
import dev.assay.eval.page.Section;
import java.util.ArrayList;
import java.util.List;

/** A comparison as one HTML file. */
final class SidePage {
  private final SideReport report;

  SidePage(SideReport report) {
    this.report = report;
  }

  /**
   * The page.
   *
   * @param lengths drawings of lengths and verdicts; nothing where there are no pairs
   * @param pairs what each pair's verdicts are, and its answers where they are shown
   */
  String html(Html lengths, Html pairs) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Win rates", new RateSection(report).blocks()));
    List<Html> strengths = new StrengthSection(report).blocks();
    if (!strengths.isEmpty()) {
      sections.add(new Section("Strengths", strengths));
    }
    List<Html> judges = new JudgeSection(report).blocks();
    if (!judges.isEmpty()) {
      sections.add(new Section("Judges", judges));
    }
    if (!lengths.isEmpty()) {
      sections.add(Section.of("Lengths", lengths));
    }
    if (!pairs.isEmpty()) {
      sections.add(Section.of("Pairs", pairs));
    }
    sections.add(Section.of("Left out", leftOut()));
    sections.add(Section.of("How it was made", settings()));
    return new Page(
            title(),
            subtitle(),
            sections,
            Html.text(
                "Written by Assay "
                    + report.assayVersion()
                    + ". Every figure is in the JSON of --json and in the tables of "
                    + report.sideId()
                    + "."))
        .withStyle(PageResource.text(SidePage.class, "pairs.css"))
        .html();
  }

  private String title() {
    List<SideReport.Model> models = report.models();
    return models.size() == 2
        ? models.get(0).name() + " against " + models.get(1).name()
        : models.size() + " models side by side";
  }

  private static Html subtitle() {
    return Html.remark(
        "How often one model's answers are preferred to another's, and how sure that is. A rate is"
            + " of a candidate against a baseline by a judge, in percent: wins and half of the ties,"
            + " with a 95 % interval over prompts. 50 is neither better.");
  }

  private Html leftOut() {
    DataTable table =
        new DataTable(
            Column.text("candidate"),
            Column.text("baseline"),
            Column.number("pairs"),
            Column.number("candidate alone"),
            Column.number("baseline alone"),
            Column.number("failed"),
            Column.number("empty of both"));
    for (SideReport.Meeting one : report.meetings()) {
      table =
          table.with(
              Cell.text(one.candidate()),
              Cell.text(one.baseline()),
              Cell.count(one.pairs()),
              Cell.count(one.candidateOnly()),
              Cell.count(one.baselineOnly()),
              Cell.count(one.failed()),
              Cell.count(one.emptyBoth()));
    }
    List<Html> notes = new ArrayList<>();
    for (SideReport.Judge judge : report.judges()) {
      judge.rates().stream()
          .filter(rate -> RateSection.isWhole(rate) && rate.unparsed() > 0)
          .forEach(
              rate ->
                  notes.add(
                      Html.text(
                          Figures.count(rate.unparsed())
                              + " pairs of "
                              + rate.candidate()
                              + " and "
                              + rate.baseline()
                              + " have no verdict of "
                              + judge.name()
                              + ": they are in no rate of it.")));
      judge.rates().stream()
          .filter(rate -> RateSection.isWhole(rate) && rate.truncated() > 0)
          .forEach(
              rate ->
                  notes.add(
                      Html.text(
                          judge.name()
                              + " was shown answers in part, as its window demands, in "
                              + Figures.count(rate.truncated())
                              + " pairs of "
                              + rate.candidate()
                              + " and "
                              + rate.baseline()
                              + ".")));
    }
    if (report.ratings() != null) {
      notes.add(
          Html.text(
              Figures.count(report.ratings().counted())
                  + " ratings of "
                  + Figures.count(report.ratings().raters())
                  + " people count, "
                  + Figures.count(report.ratings().superseded())
                  + " are superseded by later ones."));
      report
          .ratings()
          .unusable()
          .forEach(
              (cause, count) ->
                  notes.add(
                      Html.text(
                          Figures.count(count)
                              + " rows of ratings are unusable: "
                              + cause.replace('_', ' '))));
      report.ratings().notices().forEach(notice -> notes.add(Html.text(notice)));
    }
    if (report.meetings().stream().allMatch(one -> one.pairs() == 0)) {
      return new Notes(notes).html();
    }
    return Html.of(
        Html.remark(
            "Prompts of which there is no pair, and why. One empty answer against a text is no gap"
                + " but a loss; equal answers are a tie that nobody was asked about."),
        table.html(),
        new Notes(notes).html());
  }

  private Html settings() {
    Facts facts = Facts.NONE.with("comparison", Html.code(report.sideId()));
    for (SideReport.Model model : report.models()) {
      if (model.source().isEmpty()) {
        continue;
      }
      facts =
          facts.with(
              model.name(),
              Html.of(
                  Html.text(model.family() == null ? "" : model.family() + ", "),
                  Html.text(Figures.count(model.answers()) + " answers of "),
                  Html.code(model.source()),
                  model.fingerprint() == null
                      ? Html.NOTHING
                      : Html.of(Html.text(", weights "), Html.code(model.fingerprint()))));
    }
    SideReport.Settings set = report.settings();
    boolean pairs = report.meetings().stream().anyMatch(one -> one.pairs() > 0);
    if (pairs) {
      facts =
          facts
              .with("tie", "orders disagree, or p within " + set.tau() + " of ½")
              .with(
                  "control",
                  (set.style() ? "length and style" : "length")
                      + (set.soft() ? ", in probabilities" : ", in verdicts"));
    }
    facts =
        facts.with(
            "interval",
            set.interval()
                + " as asked, "
                + Figures.count(set.resamples())
                + " resamples of prompts, seed "
                + set.seed()
                + "; "
                + set.weighing()
                + " weigh alike");
    if (set.lenientOrders()) {
      facts = facts.with("orders", "lenient: a win and a tie make a win");
    }
    if (report.judges().stream().anyMatch(judge -> judge.strengths() != null)) {
      facts =
          facts.with(
              "strengths",
              set.method()
                  + (set.prior() ? ", with a prior" : "")
                  + (set.anchor() == null ? "" : ", anchor " + set.anchor()));
    }
    return facts.html();
  }
}
