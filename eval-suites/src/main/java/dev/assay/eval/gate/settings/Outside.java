package dev.assay.eval.gate.settings;

/** What a line measures that no items of the two runs have. */
public sealed interface Outside {
  /** As configurations name the lines. */
  String name();

  /**
   * How often the candidate's answers are preferred to those of the baseline.
   *
   * @param prompts set of prompts, as {@code assay side-by-side --prompts} has it
   * @param judge as {@code assay side-by-side --judge} has it
   * @param question what judges are asked, as {@code --judge_prompt} has it
   * @param sameJudge whether a model may judge its own answers, as {@code --same_judge} has it
   */
  record SideBySide(String prompts, String judge, String question, boolean sameJudge)
      implements Outside {
    static final String PREFIX = "side:";

    @Override
    public String name() {
      return PREFIX + prompts;
    }
  }

  /** How fast the candidate's model runs where the gate does, as {@code assay bench} measures. */
  record Speed(Step step) implements Outside {
    static final String PREFIX = "speed:";

    @Override
    public String name() {
      return PREFIX + WrittenName.of(step);
    }
  }

  /** What is timed. */
  enum Step {
    /** Reading a prompt. */
    PREFILL,
    /** A token after the other, of one sequence. */
    GENERATION
  }
}
