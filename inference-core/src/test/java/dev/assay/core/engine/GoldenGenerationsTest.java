package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.Replica;
import dev.assay.core.testing.GoldenCheckpoint;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Greedy generations are those of transformers' {@code generate} in float32: 100 prompts a
 * checkpoint, inside the window of its attention, and 20 of each tiny family, which run over it.
 */
class GoldenGenerationsTest {
  /** Where the two best logits lie closer together than this, float32 may rank them either way. */
  private static final double NEAR_TIE = 1e-4;

  private static final int END = 1;

  static List<GoldenCheckpoint> committed() {
    return Stream.of(GoldenCheckpoint.committed(), GoldenCheckpoint.families())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("committed")
  void areThoseOfTheOriginals(GoldenCheckpoint golden) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(golden.folder().resolve("generations.jsonl"))) {
      rows.add(json.readTree(line));
    }
    assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
    EngineSettings settings = new EngineSettings(2, 37, 1 << 14, 30, 1 << 20);
    try (Replica replica = Replica.load(golden.folder(), "auto", Quantization.NONE, settings)) {
      List<CompletableFuture<GenerationResult>> answers = new ArrayList<>();
      for (JsonNode row : rows) {
        int[] prompt = ids(row.get("prompt"));
        int most = row.get("tokens").size();
        GenerationRequest request = new GenerationRequest(prompt, most, Set.of(END));
        answers.add(replica.engine().generate(request));
      }
      for (int i = 0; i < rows.size(); i++) {
        int[] expected = ids(rows.get(i).get("tokens"));
        int[] tokens = answers.get(i).get().tokens();
        int same = same(expected, tokens);
        if (same < expected.length) {
          assertThat(rows.get(i).get("margins").get(same).doubleValue())
              .as("%s, prompt %d, token %d", golden, i, same)
              .isLessThan(NEAR_TIE);
        }
      }
    }
  }

  private static int same(int[] expected, int[] tokens) {
    int same = 0;
    while (same < Math.min(expected.length, tokens.length) && expected[same] == tokens[same]) {
      same++;
    }
    return same;
  }

  private static int[] ids(JsonNode values) {
    int[] ids = new int[values.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = values.get(i).intValue();
    }
    return ids;
  }
}
