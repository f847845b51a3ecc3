package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import java.util.ArrayList;
import java.util.List;

/** Commands in a log that GitHub Actions shows beside a build. */
public final class GitHubAnnotations {
  private GitHubAnnotations() {}

  /** One for each line that failed, or that is suspicious. */
  public static List<String> of(GateReport report) {
    List<String> commands = new ArrayList<>();
    for (GateLine line : report.worstFirst()) {
      if (line.counts()) {
        switch (line.status()) {
          case REGRESSED, CHANGED, NOT_COMPARABLE -> commands.add(command("error", line));
          case SUSPICIOUS, INCONCLUSIVE, UNDERPOWERED -> commands.add(command("warning", line));
          default -> {
            // Nothing to be told.
          }
        }
      }
    }
    return commands;
  }

  private static String command(String level, GateLine line) {
    return "::%s title=%s::%s"
        .formatted(
            level, property(line.status() + " " + line.name()), data(JunitXml.message(line)));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
