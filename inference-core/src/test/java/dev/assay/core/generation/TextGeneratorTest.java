package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.FinishReason;
import dev.assay.core.engine.ForestEngine;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.sampling.Sampling;
import dev.assay.core.testing.RandomModel;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextGeneratorTest {
  private static final int[] PROMPT = {2, 9};
  private static final int TOKENS = 24;

  @Test
  void theTextIsThatOfTheTokensUpToWhatEndedIt() throws URISyntaxException {
    Tokenizer tokenizer =
        Tokenizers.open(Path.of(getClass().getResource("/tokenizers/tiny").toURI()));
    Model model = RandomModel.speaking(tokenizer.vocabularySize(), new Random(11));
    try (ForestEngine engine =
        new ForestEngine(
            model, KernelProvider.named("auto"), new EngineSettings(1, 64, 1000, 1 << 20))) {
      TextGenerator generator = TextGenerator.of(engine, tokenizer);
      GeneratedText whole = generator.generate(PROMPT, 0, options(List.of())).join();
      assertThat(whole.text()).isEqualTo(tokenizer.decode(whole.tokens()));
      assertThat(whole.completionTokens()).isEqualTo(TOKENS);
      assertThat(whole.promptTokens()).isEqualTo(PROMPT.length);
      assertThat(whole.finishReason()).isEqualTo(FinishReason.LENGTH);

      String stop = longestWithoutBrokenBytes(whole.text());
      assertThat(stop).hasSizeGreaterThan(3);
      GeneratedText stopped = generator.generate(PROMPT, 0, options(List.of(stop))).join();
      assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP_RULE);
      assertThat(stopped.text()).isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
      assertThat(stopped.tokens())
          .isEqualTo(Arrays.copyOf(whole.tokens(), stopped.completionTokens()));
    }
  }

  /** Random tokens spell bytes that are no characters too. */
  private static String longestWithoutBrokenBytes(String text) {
    return Arrays.stream(text.split("\uFFFD"))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  private static GenerationOptions options(List<String> stop) {
    Sampling drawn = new Sampling(1, 0, 1, 0, 1, 12);
    return new GenerationOptions(TOKENS, drawn, stop, true, -1);
  }
}
