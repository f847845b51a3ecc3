package dev.assay.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Eight lines whose figures statsmodels and scipy gave. */
class GateGoldensTest {
  private static final double CLOSE = 1e-9;

  @Test
  void everyFigureIsTheGoldens() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(SharedFolder.path("goldens/statistics.json").toFile())
            .get("gate")
            .get("lines");
    GateVerdict detect = decide(golden, "detect");
    GateVerdict inferior = decide(golden, "non_inferior");
    assertThat(detect.lines()).hasSameSizeAs(golden);
    for (int i = 0; i < golden.size(); i++) {
      JsonNode expected = golden.get(i);
      GateLine line = detect.lines().get(i);
      Evidence evidence = line.evidence().orElseThrow();
      String task = expected.get("task").textValue();
      assertThat(line.name().task()).isEqualTo(task);
      same(task, evidence.difference(), expected.get("difference"));
      same(task, evidence.standardError(), expected.get("stderr"));
      same(task, evidence.worse(), expected.get("p_worse"));
      same(task, evidence.better(), expected.get("p_better"));
      same(task, line.adjusted(), expected.get("p_worse_holm"));
      same(task, line.mde(), expected.get("mde"));
      same(task, evidence.bounds().lower(), expected.get("lower_one_sided"));
      same(task, evidence.bounds().upper(), expected.get("upper_one_sided"));
      assertThat(evidence.intervalKind().name().toLowerCase(Locale.ROOT))
          .isEqualTo(expected.get("bounds").textValue());
      assertThat(line.status().toString()).as(task).isEqualTo(expected.get("detect").textValue());
      assertThat(inferior.lines().get(i).status().toString())
          .as(task)
          .isEqualTo(expected.get("non_inferior").textValue());
    }
    assertThat(detect.status()).isEqualTo(GateStatus.REGRESSED);
    assertThat(detect.status().exitCode()).isEqualTo(10);
  }

  private static void same(String task, double value, JsonNode expected) {
    assertThat(value).as(task).isCloseTo(expected.doubleValue(), within(CLOSE));
  }

  private static GateVerdict decide(JsonNode golden, String mode) {
    InventedRun candidate = new InventedRun("rc");
    InventedRun baseline = new InventedRun("rb");
    StringBuilder lines = new StringBuilder();
    for (JsonNode line : golden) {
      String task = line.get("task").textValue();
      int n = line.get("n").intValue();
      int wins = line.get("wins").intValue();
      int losses = line.get("losses").intValue();
      candidate.accuracy(task, InventedRun.right(n, wins, losses, true));
      baseline.accuracy(task, InventedRun.right(n, wins, losses, false));
      lines.append(
          "  - {task: %s, metric: acc, mode: %s, min_effect: %s}%n"
              .formatted(task, mode, line.get("min_effect").asText()));
    }
    GateConfiguration configuration =
        ConfigurationReader.read(
            "gate.yaml",
            """
            name: golden
            candidate: rc
            output: results
            history: regress
            alpha: 0.05
            lines:
            """
                + lines,
            List.of(),
            name -> null);
    return new Gate(configuration, EarlierLines.NONE)
        .decide(candidate.side(), Optional.of(baseline.side()));
  }
}
