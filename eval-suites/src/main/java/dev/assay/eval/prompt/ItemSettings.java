package dev.assay.eval.prompt;

/**
 * What a run says about the prompts of all its tasks.
 *
 * @param sampling how solved examples are drawn
 * @param systemInstruction before each task's description; empty for none
 * @param chat prompts are rendered with a model's chat template, so that choices follow without the
 *     task's target delimiter, as in the harness
 */
public record ItemSettings(FewShotSampling sampling, String systemInstruction, boolean chat) {
  public ItemSettings {
    systemInstruction = systemInstruction == null ? "" : systemInstruction;
  }

  /** The harness's: its draws, no system instruction, no chat template. */
  public static ItemSettings harness() {
    return new ItemSettings(FewShotSampling.harness(), "", false);
  }
}
