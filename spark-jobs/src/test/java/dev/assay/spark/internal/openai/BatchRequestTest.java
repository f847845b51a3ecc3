package dev.assay.spark.internal.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.core.error.AssayException;
import dev.assay.core.generation.ChatVariables;
import dev.assay.core.generation.GenerationOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that once ended the job cost themselves alone. */
class BatchRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":{\"type\":\"text\"}} | invalid_field | prompt is {\"type\":\"text\"}",
        "{\"prompt\":\"a\",\"skip_special_tokens\":1} | invalid_field | skip_special_tokens is 1",
        "{\"prompt\":\"a\",\"chat_template_kwargs\":{}} | unsupported_field | chat_template_kwargs",
        "{\"prompt\":7} | invalid_field | prompt is 7",
        "{\"prompt\":\"a\",\"top_p\":1e99999999999} | invalid_json | a number that cannot be read"
      })
  void isRefusedByName(String body, String code, String message) {
    String line = "{\"custom_id\":\"a\",\"url\":\"/v1/completions\",\"body\":" + body + "}";
    AssayException refused =
        catchThrowableOfType(
            AssayException.class,
            () ->
                BatchRequest.of(BatchRequest.parse(line), GenerationOptions.DEFAULT)
                    .body()
                    .prompt(null, ChatVariables.NONE));
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.code()).isEqualTo(code);
  }
}
