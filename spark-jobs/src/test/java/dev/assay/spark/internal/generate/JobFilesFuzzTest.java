package dev.assay.spark.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every changed file that a job of generate keeps of itself is read, or counts as absent; every
 * changed template of a prompt is read or refused by name.
 */
class JobFilesFuzzTest {
  private static final String[] WORDS = {
    "null", "[", "{\"a\":", "\"\"", "{}", "\"\\u0000\"", "-1", "1e999", "true", "{", "}", "{{"
  };

  @Test
  void contents() {
    JobContent sound = new JobContent(Map.of("model_sha256", "ab", "output_format", "parquet"));
    Map<String, Integer> outcomes =
        Fuzzing.of("content of a job", Mutations.ofTexts(List.of(sound.json()), WORDS))
            .run(
                bytes ->
                    JobContent.parse(text(bytes))
                        .ifPresent(
                            content -> {
                              content.differences(sound);
                              sound.differences(content);
                              content.isOf(Map.of());
                              assertThat(JobContent.parse(content.json())).hasValue(content);
                            }));
    assertThat(outcomes).containsOnlyKeys("read");
    assertThat(JobContent.parse("null")).isEmpty();
  }

  @Test
  void counts() {
    String sound = "{\"rows\":1,\"failed\":0,\"prompt_tokens\":5,\"completion_tokens\":7}";
    Map<String, Integer> outcomes =
        Fuzzing.of("counts of a table", Mutations.ofTexts(List.of(sound), WORDS))
            .run(bytes -> OutputTable.parse(text(bytes)));
    assertThat(outcomes).containsOnlyKeys("read");
  }

  @Test
  void templatesOfPrompts() {
    Map<String, Integer> outcomes =
        Fuzzing.of(
                "template of a prompt", Mutations.ofTexts(List.of("Q: {question} {{x}} A:"), WORDS))
            .run(bytes -> PromptTemplate.parse(text(bytes)));
    assertThat(outcomes).containsKeys("read", "usage");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
