package dev.assay.cli.safety;

import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.util.List;
import java.util.Map;

/**
 * What a report asks.
 *
 * @param wanted names of tasks, in the report's order
 * @param runs one, or one of plain texts and one of requests in the chat template
 * @param left tasks that cannot be asked, and why
 */
record SafetySelection(
    List<String> wanted, List<EvaluateSettings> runs, Map<String, String> left) {}
