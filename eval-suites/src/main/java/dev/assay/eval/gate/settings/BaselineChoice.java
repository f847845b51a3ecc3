package dev.assay.eval.gate.settings;

import java.util.List;

/** Which run the candidate is held against. */
public sealed interface BaselineChoice {
  /** What {@code baseline} may say, as messages name it. */
  List<String> FORMS = List.of("pinned", "latest-passed", "previous", "run:ID", "tag:NAME");

  /** As configurations and tables write the kind. */
  String kind();

  /** The run that the gate's own name is pinned to. */
  record Pinned() implements BaselineChoice {
    @Override
    public String kind() {
      return "pinned";
    }
  }

  /** The candidate of the latest gate of this name that passed. */
  record LatestPassed() implements BaselineChoice {
    @Override
    public String kind() {
      return "latest-passed";
    }
  }

  /** The candidate of the gate of this name before, whatever became of it. */
  record Previous() implements BaselineChoice {
    @Override
    public String kind() {
      return "previous";
    }
  }

  /**
   * A run by its id.
   *
   * @param run id of a run in the configuration's output, or OUTPUT/ID
   */
  record Named(String run) implements BaselineChoice {
    @Override
    public String kind() {
      return "run";
    }
  }

  /** The run that a tag is pinned to. */
  record Tagged(String tag) implements BaselineChoice {
    @Override
    public String kind() {
      return "tag";
    }
  }
}
