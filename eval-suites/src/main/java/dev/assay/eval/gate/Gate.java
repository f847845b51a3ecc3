package dev.assay.eval.gate;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.gate.evidence.Correction;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Decides whether a candidate passes: the same of the same runs, wherever and in any order. */
public final class Gate {
  private final GateConfiguration configuration;
  private final EarlierLines earlier;
  private final OutsideMeasures outside;

  /** Of which nobody measures what the runs do not have. */
  public Gate(GateConfiguration configuration, EarlierLines earlier) {
    this(configuration, earlier, OutsideMeasures.NONE);
  }

  public Gate(GateConfiguration configuration, EarlierLines earlier, OutsideMeasures outside) {
    this.configuration = configuration;
    this.earlier = earlier;
    this.outside = outside;
  }

  /**
   * @param baseline empty where there is none yet
   * @throws dev.assay.core.error.AssayException of kind USAGE for a line of nothing that there is
   */
  public GateVerdict decide(ComparedSide candidate, Optional<ComparedSide> baseline) {
    TestLevel level = configuration.level();
    List<MeasuredLine> measured =
        new GatedLines(candidate, baseline)
            .of(configuration.lines()).stream()
                .map(line -> measured(line, candidate, baseline, level))
                .toList();
    return GateVerdict.of(configuration, lines(measured, baseline.isPresent()));
  }

  private MeasuredLine measured(
      GatedLine line, ComparedSide candidate, Optional<ComparedSide> baseline, TestLevel level) {
    if (line.definition().outside().isPresent()) {
      OutsideMeasure measure = outside.of(line.definition().outside().get());
      return measure.line(
          line, Comparability.difference(line, measure.judge(), earlier.judge(line.name())));
    }
    return baseline
        .map(other -> MeasuredLine.of(line, candidate, other, level))
        .orElseGet(() -> MeasuredLine.of(line, candidate, level));
  }

  /** Lines that detect are one family; those that only inform are another, by its own rule. */
  List<GateLine> lines(List<MeasuredLine> measured, boolean hasBaseline) {
    double[] worse = adjusted(measured, MeasuredLine::worseProbability);
    double[] better = adjusted(measured, MeasuredLine::betterProbability);
    List<GateLine> lines = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      MeasuredLine line = measured.get(i);
      lines.add(
          new LineRule(
                  configuration.level(),
                  worse[i],
                  better[i],
                  earlier.worseInARow(line.line().name()))
              .line(line, hasBaseline));
    }
    return lines;
  }

  private double[] adjusted(List<MeasuredLine> lines, ToDoubleFunction<MeasuredLine> probability) {
    double[] gated =
        configuration
            .correction()
            .adjusted(of(lines, line -> !line.line().informative(), probability));
    double[] informative =
        Correction.BH.adjusted(of(lines, line -> line.line().informative(), probability));
    for (int i = 0; i < gated.length; i++) {
      gated[i] = lines.get(i).line().informative() ? informative[i] : gated[i];
    }
    return gated;
  }

  /** NaN of lines that are not of the family. */
  private static double[] of(
      List<MeasuredLine> lines,
      Predicate<MeasuredLine> family,
      ToDoubleFunction<MeasuredLine> probability) {
    return lines.stream()
        .mapToDouble(
            line ->
                line.detects() && family.test(line) ? probability.applyAsDouble(line) : Double.NaN)
        .toArray();
  }
}
