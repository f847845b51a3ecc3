package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.eval.instruction.InstructionChecks;
import dev.assay.eval.item.Reference.Instructions;
import dev.assay.eval.metric.ItemValue.Marks;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.response.AnsweredItem;
import java.util.List;
import java.util.Set;

/**
 * Whether a completion follows its instructions, all of them and each (Zhou et al.,
 * Instruction-Following Evaluation for Large Language Models, 2023; lm_eval/tasks/ifeval/utils.py,
 * process_results).
 */
final class InstructionObservance implements ResultFunction {
  @Override
  public String name() {
    return "ifeval";
  }

  @Override
  public OutputType outputType() {
    return OutputType.GENERATE_UNTIL;
  }

  @Override
  public List<KnownMetric> metrics() {
    Set<OutputType> computed = Set.of(outputType());
    return List.of(
        new KnownMetric("prompt_level_strict_acc", Number.class, "mean", true, computed),
        new KnownMetric("inst_level_strict_acc", Marks.class, "agg_inst_level_acc", true, computed),
        new KnownMetric("prompt_level_loose_acc", Number.class, "mean", true, computed),
        new KnownMetric("inst_level_loose_acc", Marks.class, "agg_inst_level_acc", true, computed));
  }

  @Override
  public List<ItemValue> values(AnsweredItem item, List<String> filtered) {
    if (!(item.reference() instanceof Instructions reference) || filtered.isEmpty()) {
      throw UnfitItem.of(item, "a completion and its instructions");
    }
    InstructionChecks checks = checks(item, reference);
    List<Boolean> strict = checks.strict(filtered.get(0));
    List<Boolean> loose = checks.loose(filtered.get(0));
    return List.of(all(strict), new Marks(strict), all(loose), new Marks(loose));
  }

  private static InstructionChecks checks(AnsweredItem item, Instructions reference) {
    try {
      return InstructionChecks.of(reference);
    } catch (IllegalArgumentException e) {
      throw AssayException.request(
          "bad_target",
          "item " + item.docId() + " of " + item.task() + " has an instruction without a check",
          e.getMessage(),
          "correct the document");
    }
  }

  private static Number all(List<Boolean> followed) {
    return new Number(followed.contains(false) ? 0 : 1);
  }
}
