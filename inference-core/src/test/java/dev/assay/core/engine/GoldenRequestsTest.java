package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.Replica;
import dev.assay.core.testing.GoldenCheckpoint;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The goldens as scoring requests: log-likelihoods and greedy flags through the whole engine. */
class GoldenRequestsTest {
  private static final EngineSettings SETTINGS = new EngineSettings(2, 37, 1 << 14, 1 << 20);

  static List<GoldenCheckpoint> committed() {
    return Stream.of(GoldenCheckpoint.committed(), GoldenCheckpoint.families())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("committed")
  void areAnsweredAsByTheOriginals(GoldenCheckpoint golden) throws Exception {
    List<JsonNode> rows = rows(golden);
    try (Replica replica = Replica.load(golden.folder(), "auto", Quantization.NONE, SETTINGS)) {
      List<CompletableFuture<ScoreResult>> answers =
          rows.stream().map(row -> replica.engine().score(request(row))).toList();
      for (int i = 0; i < rows.size(); i++) {
        JsonNode row = rows.get(i);
        List<ContinuationScore> scores = answers.get(i).get().scores();
        for (int c = 0; c < scores.size(); c++) {
          double expected = row.get("expected").get(c).doubleValue();
          assertThat(scores.get(c).logLikelihood())
              .as("%s %s, continuation %d", golden, row.get("id"), c)
              .isCloseTo(expected, within(1e-3 + 1e-5 * Math.abs(expected)));
          assertThat(scores.get(c).greedy())
              .as("%s %s, continuation %d", golden, row.get("id"), c)
              .isEqualTo(row.get("expected_greedy").get(c).booleanValue());
        }
      }
    }
  }

  @Test
  void areAnsweredForAllSharedCheckpoints() throws Exception {
    for (String goldens : List.of("goldens/checkpoints", "goldens/families/checkpoints")) {
      for (GoldenCheckpoint golden : GoldenCheckpoint.in(SharedFolder.path(goldens))) {
        areAnsweredAsByTheOriginals(golden);
      }
    }
  }

  private static List<JsonNode> rows(GoldenCheckpoint golden) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(golden.folder().resolve("requests.jsonl"))) {
      rows.add(json.readTree(line));
    }
    return rows;
  }

  private static ScoreRequest request(JsonNode row) {
    List<int[]> continuations = new ArrayList<>();
    row.get("continuations_ids").forEach(ids -> continuations.add(ids(ids)));
    return new ScoreRequest(ids(row.get("context_ids")), continuations);
  }

  private static int[] ids(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
