package dev.assay.cli.generate;

import dev.assay.spark.internal.generate.GenerateResult;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a job over rows has to say in the end.
 *
 * @param rows what they are, e.g. {@code requests}
 */
public record GenerateSummary(GenerateResult result, String rows) {
  public void print(PrintWriter out) {
    GenerateResult.Counts counts = result.counts();
    switch (result.completion()) {
      case COMPLETE_BEFORE -> out.println("the output was complete before: nothing was computed");
      case CONTINUED -> out.println("continued from the committed chunks");
      case COMPUTED -> {
        // The numbers below say it.
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d %s, %,d of them failed; %,d tokens of prompts, %,d of answers%n",
        counts.rows(),
        rows,
        counts.failed(),
        counts.promptTokens(),
        counts.completionTokens());
    if (result.rowsNow() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d now, %.1f %s/s in %.1f s%n",
          result.rowsNow(),
          result.rowsNow() / result.seconds(),
          rows,
          result.seconds());
    }
    out.println("output in " + result.output());
    out.flush();
  }
}
