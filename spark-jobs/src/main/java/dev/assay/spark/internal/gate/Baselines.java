package dev.assay.spark.internal.gate;

import dev.assay.eval.gate.settings.BaselineChoice;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.tables.RunFolder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which run a candidate is held against. A candidate is never its own predecessor. */
final class Baselines {
  private final GateConfiguration configuration;
  private final GateHistory history;
  private final RunFolder candidate;
  private final List<EarlierGate> others;

  /**
   * @param earlier gates of this name, the latest first
   */
  Baselines(
      GateConfiguration configuration,
      GateHistory history,
      RunFolder candidate,
      List<EarlierGate> earlier) {
    this.configuration = configuration;
    this.history = history;
    this.candidate = candidate;
    this.others =
        earlier.stream()
            .filter(gate -> !gate.candidate().runId().equals(candidate.runId()))
            .toList();
  }

  /** Empty where there is none yet. */
  Optional<RunFolder> chosen() {
    BaselineChoice choice = configuration.baseline();
    if (choice instanceof BaselineChoice.Named named) {
      return Optional.of(RunFolder.of(named.run(), candidate.output()));
    }
    if (choice instanceof BaselineChoice.LatestPassed) {
      return latestPassed();
    }
    if (choice instanceof BaselineChoice.Previous) {
      return others.stream().map(EarlierGate::candidate).findFirst();
    }
    return tag().flatMap(history::pinned);
  }

  /** The candidate that passed before this one. */
  Optional<RunFolder> latestPassed() {
    return others.stream().filter(EarlierGate::passed).map(EarlierGate::candidate).findFirst();
  }

  /** The tag that a first candidate is pinned to; empty where baselines are no tags. */
  Optional<String> tag() {
    if (configuration.baseline() instanceof BaselineChoice.Tagged tagged) {
      return Optional.of(tagged.tag());
    }
    return configuration.baseline() instanceof BaselineChoice.Pinned
        ? Optional.of(configuration.name())
        : Optional.empty();
  }

  /** Gates of other candidates, the latest first, each candidate's latest alone. */
  List<EarlierGate> candidatesBefore() {
    Set<String> seen = new HashSet<>();
    return others.stream().filter(gate -> seen.add(gate.candidate().runId())).toList();
  }
}
