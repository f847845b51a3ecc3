package dev.assay.cli.sidebyside;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A comparison in a line per judge: what it says over all pairs. */
public final class SideHeadlines {
  private final SideBySide side;

  public SideHeadlines(SideBySide side) {
    this.side = side;
  }

  /**
   * A table of all judges.
   *
   * @param head how its head is written
   * @param plain how a value is, e.g. a dash where the terminal has none
   */
  public String table(UnaryOperator<String> head, UnaryOperator<String> plain) {
    TextTable table =
        new TextTable(
            Column.text("judge"),
            Column.number("win rate"),
            Column.text("95 %"),
            Column.number("W/T/L %"),
            Column.number("n"),
            Column.number("consistent"),
            Column.number("first shown"));
    for (Judgement judgement : side.judgements()) {
      for (SideScore score : all(judgement)) {
        Optional<WinRate> rate = score.rate();
        table.add(
            Cell.of(judgement.judge()),
            Cell.of(plain.apply(rate.map(one -> SideText.percent(one.rate())).orElse("–"))),
            Cell.of(
                rate.flatMap(WinRate::interval)
                    .map(one -> SideText.bounds(one.bounds()))
                    .orElse("")),
            Cell.of(plain.apply(rate.map(one -> SideText.shares(one.tally())).orElse("–"))),
            Cell.of(String.valueOf(rate.map(one -> one.tally().n()).orElse(0))),
            Cell.of(plain.apply(SideText.share(score.position().consistency()))),
            Cell.of(plain.apply(SideText.share(score.position().firstShownShare()))));
      }
    }
    return table.text(head);
  }

  /** What has to be said beside it, a line each. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Judgement judgement : side.judgements()) {
      if (judgement.isShown()) {
        String kinship = judgement.kinship().words();
        remarks.add(
            judgement.judge()
                + " is "
                + SideText.UNCHECKED
                + (kinship.isEmpty() ? "" : ", and " + kinship)
                + (all(judgement).stream().anyMatch(score -> score.position().isBiased())
                    ? "; it goes by the place of an answer, so that its verdicts say nothing"
                    : "")
                + ".");
      }
    }
    return remarks;
  }

  private List<SideScore> all(Judgement judgement) {
    return side.scores(judgement).scores().stream()
        .filter(score -> score.subset().equals(SideScore.ALL))
        .toList();
  }
}
