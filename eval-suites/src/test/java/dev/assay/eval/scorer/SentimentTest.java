package dev.assay.eval.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Equal to vaderSentiment 3.3.2, on invented texts that its rules are all about. */
class SentimentTest {
  @Test
  void inventedTexts() throws IOException {
    ObjectMapper json = new ObjectMapper();
    int texts = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("sentiment.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        Sentiment expected =
            new Sentiment(
                row.get("neg").doubleValue(),
                row.get("neu").doubleValue(),
                row.get("pos").doubleValue(),
                row.get("compound").doubleValue());
        assertThat(Sentiment.of(row.get("text").textValue())).as(line).isEqualTo(expected);
        texts++;
      }
    }
    assertThat(texts).isEqualTo(1500);
  }
}
