package dev.assay.eval.runreport;

/**
 * Which items a report has.
 *
 * @param most for each run and reason
 * @param texts whether answers stand in it, which may be harmful or private
 */
public record ItemRule(int most, boolean texts) {
  public ItemRule {
    if (most < 0) {
      throw new IllegalArgumentException("most " + most);
    }
  }
}
