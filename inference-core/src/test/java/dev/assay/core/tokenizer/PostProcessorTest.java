package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether BOS stands before a text: what the tokenizer's files say of it. */
class PostProcessorTest {
  private static final String TEMPLATE =
      "{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"<|end|>\","
          + "\"type_id\":0}},{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}]}";
  private static final String AFTER =
      "{\"type\":\"TemplateProcessing\",\"single\":[{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},"
          + "{\"SpecialToken\":{\"id\":\"<|end|>\",\"type_id\":0}}]}";
  private static final String BYTES = "{\"type\":\"ByteLevel\",\"use_regex\":true}";

  @TempDir private Path folder;

  @Test
  void aTemplateThatBeginsWithItDoesIt() throws IOException {
    assertThat(adds(TEMPLATE, null)).isTrue();
    assertThat(adds(sequence(BYTES, TEMPLATE), null)).isTrue();
    assertThat(adds(sequence(BYTES, AFTER), null)).isFalse();
    assertThat(adds(BYTES, null)).isFalse();
    assertThat(adds("null", null)).isFalse();
  }

  @Test
  void whatTheConfigurationSaysGoesFirst() throws IOException {
    assertThat(adds(TEMPLATE, "{\"add_bos_token\":false}")).isFalse();
    assertThat(adds(BYTES, "{\"add_bos_token\":true}")).isTrue();
    assertThat(adds(TEMPLATE, "{\"add_bos_token\":null}")).isTrue();
  }

  @Test
  void aNameAloneDoesNot() throws IOException {
    assertThat(adds(BYTES, "{\"bos_token\":\"<|end|>\"}")).isFalse();
    assertThat(Tokenizers.open(folder).beginOfSequence()).isPresent();
  }

  @Test
  void theTemplatesTokenIsTheOneWhereNoOtherIsNamed() throws IOException {
    adds(sequence(BYTES, TEMPLATE), null);
    Tokenizer tokenizer = Tokenizers.open(folder);
    assertThat(tokenizer.beginOfSequence()).isEqualTo(tokenizer.id("<|end|>")).isPresent();
    assertThat(tokenizer.endOfSequence()).isEmpty();
  }

  private boolean adds(String processor, String configuration) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path source = Goldens.resource("byte-level-llama3").resolve("tokenizer.json");
    ObjectNode root = (ObjectNode) json.readTree(source.toFile());
    JsonNode node = json.readTree(processor);
    root.set("post_processor", node);
    json.writeValue(folder.resolve("tokenizer.json").toFile(), root);
    Path beside = folder.resolve(TokenizerConfiguration.FILE_NAME);
    Files.deleteIfExists(beside);
    if (configuration != null) {
      Files.writeString(beside, configuration);
    }
    return Tokenizers.open(folder).addsBeginOfSequence();
  }

  private static String sequence(String... processors) {
    return "{\"type\":\"Sequence\",\"processors\":[" + String.join(",", processors) + "]}";
  }
}
