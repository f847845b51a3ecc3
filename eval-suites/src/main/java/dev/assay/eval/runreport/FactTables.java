package dev.assay.eval.runreport;

import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.runreport.RunReport.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which model, which machine, which settings. */
final class FactTables {
  private FactTables() {}

  static List<Html> blocks(RunReport report) {
    List<Html> blocks = new ArrayList<>();
    for (Run run : report.runs()) {
      if (report.runs().size() > 1) {
        blocks.add(Html.heading(run.name()));
      }
      blocks.add(facts(run).html());
    }
    return blocks;
  }

  private static Facts facts(Run run) {
    RunFacts facts = run.facts();
    RunReport.Settings set = run.settings();
    return Facts.NONE
        .with("run", Html.code(run.place()))
        .with("created", facts.created())
        .with("model", Html.text(facts.model() + " (" + facts.family() + ")"))
        .with("weights", Html.of(Html.code(facts.modelFingerprint()), Html.text(quantized(facts))))
        .with("tokenizer", Html.code(facts.tokenizerFingerprint()))
        .with(
            "machine",
            "kernels "
                + facts.kernels()
                + ", Java "
                + facts.javaVersion()
                + ", Spark "
                + facts.sparkVersion())
        .with("Assay", facts.assayVersion() + ", numerics version " + facts.numericsVersion())
        .with(
            "items",
            Figures.count(facts.items())
                + ", "
                + Figures.count(facts.failed())
                + " failed, "
                + Figures.count(facts.truncated())
                + " with a shortened prompt")
        .with(
            "prompts",
            (set.chatTemplate() ? "in the chat template" : "as plain texts")
                + ", at most "
                + Figures.count(set.maxLength())
                + " tokens, truncation "
                + set.truncation().toLowerCase(Locale.ROOT))
        .with("documents", limit(set.limit()))
        .with("seed", String.valueOf(set.seed()));
  }

  private static String quantized(RunFacts facts) {
    return facts.quantization().equals("none") ? "" : " as " + facts.quantization();
  }

  private static String limit(double limit) {
    if (limit == 0) {
      return "all of each task";
    }
    return limit < 1
        ? Figures.share(limit) + " percent of each task"
        : "the first " + Figures.count(Math.round(limit)) + " of each task";
  }
}
