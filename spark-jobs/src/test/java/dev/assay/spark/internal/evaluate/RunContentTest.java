package dev.assay.spark.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Ids of runs are made from this text: a run without a newer feature keeps the id it always had.
 */
class RunContentTest {
  @Test
  void quantizationIsPartOfTheIdOnlyWhereThereIsOne() throws JsonProcessingException {
    RunContent plain = content(null);
    RunContent quantized = content("int8");
    assertThat(plain.json())
        .isEqualTo(
            "{\"begin\":2,\"limit\":0.0,\"maxLength\":8192,\"modelFingerprint\":\"m\","
                + "\"numericsVersion\":1,\"prompts\":false,\"sampling\":\"SEQUENTIAL\","
                + "\"seed\":1234,\"tasks\":[],\"tokenLogProbabilities\":false,"
                + "\"tokenizerFingerprint\":\"t\",\"truncation\":\"SHOTS\"}");
    assertThat(quantized.json()).contains(",\"quantization\":\"int8\",");
    assertThat(quantized.runId()).isNotEqualTo(plain.runId());
    for (RunContent content : List.of(plain, quantized)) {
      assertThat(new ObjectMapper().readValue(content.json(), RunContent.class)).isEqualTo(content);
    }
  }

  private static RunContent content(String quantization) {
    return new RunContent(
        "m",
        "t",
        1,
        List.of(),
        0,
        "SHOTS",
        8192,
        2,
        "SEQUENTIAL",
        1234,
        false,
        false,
        quantization);
  }
}
