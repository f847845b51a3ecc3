package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Figures;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.sidebyside.PeopleCheck;
import dev.assay.eval.sidebyside.SideScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks against a judge's verdicts, in sentences. */
final class Alarms {
  private Alarms() {}

  static List<String> of(List<SideScore> scores, Optional<PeopleCheck> check) {
    List<String> alarms = new ArrayList<>();
    for (SideScore score : scores) {
      if (score.subset().equals(SideScore.ALL)) {
        add(alarms, score, score.candidate() + " against " + score.baseline() + ": ");
      }
    }
    check
        .filter(one -> !one.agreement().isTrusted())
        .ifPresent(
            one ->
                alarms.add(
                    "People agree with it little: κ is "
                        + Figures.decimal(one.agreement().kappa().value().orElse(Double.NaN), 2)
                        + ", below 0.4 or not defined."));
    return alarms;
  }

  private static void add(List<String> alarms, SideScore score, String of) {
    if (score.position().isInconsistent()) {
      alarms.add(
          of
              + "only "
              + Figures.share(score.position().consistency().orElseThrow())
              + " % of the pairs keep their verdict when the order changes (alarm below 60 %).");
    }
    if (score.position().isBiased()) {
      alarms.add(
          of
              + "what is shown first gets "
              + Figures.share(score.position().firstShownShare().orElseThrow())
              + " % (alarm outside 40 to 60 %): the judge goes by the place.");
    }
    score
        .control()
        .ifPresent(
            control -> {
              if (control.fit() == LengthControl.Fit.RIDGE) {
                alarms.add(of + "lengths tell wins from losses; controlled with a penalty.");
              }
              if (control.isFarFromRaw()) {
                alarms.add(
                    of
                        + "at equal lengths the rate is "
                        + Figures.share(control.rate())
                        + " %, far from the raw "
                        + Figures.share(control.rawRate())
                        + " %: length bought much of it.");
              }
            });
  }
}
