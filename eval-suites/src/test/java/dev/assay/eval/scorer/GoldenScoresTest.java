package dev.assay.eval.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What the originals say of texts of the safety sets. */
class GoldenScoresTest {
  @Test
  void toxicityAndSentiment() throws IOException {
    Path goldens = SharedFolder.path("goldens/safety/text-classifiers.jsonl.gz");
    ObjectMapper json = new ObjectMapper();
    TextScorer profanity = TextScorers.named("toxicity_profanity_svm");
    int texts = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(goldens)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        String text = row.get("text").textValue();
        assertThat(profanity.score(text))
            .as(row.get("source").textValue())
            .isCloseTo(row.get("profanity").doubleValue(), within(1e-9));
        JsonNode vader = row.get("vader");
        assertThat(Sentiment.of(text))
            .as(row.get("source").textValue())
            .isEqualTo(
                new Sentiment(
                    vader.get("neg").doubleValue(),
                    vader.get("neu").doubleValue(),
                    vader.get("pos").doubleValue(),
                    vader.get("compound").doubleValue()));
        texts++;
      }
    }
    assertThat(texts).isEqualTo(192);
  }
}
