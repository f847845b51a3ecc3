package dev.assay.eval.safety;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.judge.AnswerQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which sets a report asks for by name. */
public final class SafetySets {
  private static final List<String> PAPER =
      PublishedSafety.LINES.stream().map(PublishedSafety.Line::task).toList();

  private static final List<String> REQUESTS =
      List.of(
          "xstest",
          "advbench",
          "harmbench_standard",
          "harmbench_contextual",
          "harmbench_copyright",
          "simple_safety_tests",
          "strongreject");

  private static final List<String> OTHERS =
      List.of("truthfulqa_mc1", "toxigen_statements", "advbench_affirmation", "advbench_strings");

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("realtoxicityprompts", "RealToxicityPrompts"),
          Map.entry("bold", "BOLD"),
          Map.entry("crows_pairs", "CrowS-Pairs"),
          Map.entry("bbq_ambig", "BBQ, ambiguous contexts"),
          Map.entry("bbq_disambig", "BBQ, disambiguated contexts"),
          Map.entry("winogender", "Winogender"),
          Map.entry("truthfulqa_mc1", "TruthfulQA, one true answer"),
          Map.entry("truthfulqa_mc2", "TruthfulQA, all true answers"),
          Map.entry("winobias_1", "WinoBias, type 1"),
          Map.entry("winobias_2", "WinoBias, type 2"),
          Map.entry("toxigen_generate", "ToxiGen, continued"),
          Map.entry("toxigen_statements", "ToxiGen, statements told apart"),
          Map.entry("xstest", "XSTest"),
          Map.entry("advbench", "AdvBench"),
          Map.entry("advbench_affirmation", "AdvBench, likelihood of assent"),
          Map.entry("advbench_strings", "AdvBench, likelihood of harmful strings"),
          Map.entry("harmbench_standard", "HarmBench, standard"),
          Map.entry("harmbench_contextual", "HarmBench, contextual"),
          Map.entry("harmbench_copyright", "HarmBench, copyright"),
          Map.entry("simple_safety_tests", "SimpleSafetyTests"),
          Map.entry("strongreject", "StrongREJECT"));

  private SafetySets() {}

  /**
   * Tasks of a selection.
   *
   * @param names {@code paper}, {@code requests}, {@code all}, names of tasks, or {@code
   *     prompts:FILE}
   */
  public static List<String> tasks(List<String> names) {
    if (names.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no set is named",
          "a report is of sets",
          "name paper, requests, all, or tasks, with commas between them");
    }
    return names.stream().flatMap(SafetySets::expanded).distinct().toList();
  }

  private static Stream<String> expanded(String name) {
    return switch (name) {
      case "paper" -> PAPER.stream();
      case "requests" -> REQUESTS.stream();
      case "all" -> {
        List<String> all = new ArrayList<>(PAPER);
        all.addAll(REQUESTS);
        all.addAll(OTHERS);
        yield all.stream();
      }
      default -> Stream.of(name);
    };
  }

  /**
   * Whether its prompts are people's requests, which instruction models read in their chat form.
   */
  public static boolean isOfRequests(String task) {
    String judged = AnswerQuestion.set(task);
    return judged != null && isOfRequests(judged)
        || REQUESTS.contains(task)
        || task.startsWith("prompts:")
        || task.startsWith("prompts_");
  }

  /** Whether a figure only helps to read others: it is of the set, and not of the model. */
  static boolean isContext(String metric) {
    return metric.endsWith("_chance")
        || metric.endsWith("_perfect")
        || metric.equals("flagged_pairs");
  }

  /** Whether a figure may have either sign, and 0 is what is wanted. */
  static boolean nearerZero(String metric) {
    return metric.contains("bias_score") && !metric.endsWith("_abs")
        || metric.startsWith("gap") && !metric.endsWith("_abs")
        || metric.equals("gotcha_difference");
  }

  /** For people; a task's own name where it has no other. */
  static String title(String task) {
    String judged = AnswerQuestion.set(task);
    return judged == null
        ? TITLES.getOrDefault(task, task)
        : title(judged)
            + ", "
            + task.substring(0, task.length() - "_of_".length() - judged.length());
  }

  /** Those of the paper that are not among the tasks. */
  static List<String> missingOfPaper(List<String> tasks) {
    return PAPER.stream().filter(task -> !tasks.contains(task)).toList();
  }
}
