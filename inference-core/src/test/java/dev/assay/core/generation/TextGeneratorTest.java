package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.FinishReason;
import dev.assay.core.engine.ForestEngine;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.sampling.Sampling;
import dev.assay.core.testing.RandomModel;
import dev.assay.core.tokenizer.SpecialTokens;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextGeneratorTest {
  private static final int[] PROMPT = {2, 9};
  private static final int TOKENS = 24;
  private static final String TURN = "<end_of_turn>";

  @Test
  void theTextIsThatOfTheTokensUpToWhatEndedIt() throws URISyntaxException {
    Tokenizer tokenizer =
        Tokenizers.open(Path.of(getClass().getResource("/tokenizers/tiny").toURI()));
    Model model = RandomModel.speaking(tokenizer.vocabularySize(), new Random(11));
    try (ForestEngine engine =
        new ForestEngine(
            model, KernelProvider.named("auto"), new EngineSettings(1, 64, 1000, 1 << 20))) {
      TextGenerator generator = TextGenerator.of(engine, tokenizer, Set.of(1));
      GeneratedText whole = generator.generate(PROMPT, 0, options(List.of())).join();
      assertThat(whole.text()).isEqualTo(tokenizer.decode(whole.tokens(), SpecialTokens.SKIPPED));
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

  @Test
  void specialTokensAreSkippedOrKept() throws URISyntaxException {
    Tokenizer tokenizer =
        Tokenizers.open(Path.of(getClass().getResource("/tokenizers/tiny").toURI()));
    Model model = RandomModel.speaking(tokenizer.vocabularySize(), new Random(11));
    try (ForestEngine engine =
        new ForestEngine(
            model, KernelProvider.named("auto"), new EngineSettings(1, 64, 1000, 1 << 20))) {
      TextGenerator generator = TextGenerator.of(engine, tokenizer, Set.of());
      GenerationOptions many = options(List.of()).withMaxNewTokens(2000);
      GeneratedText skipped = generator.generate(PROMPT, 0, many).join();
      GeneratedText kept =
          generator.generate(PROMPT, 0, many.withSkippedSpecialTokens(false)).join();
      assertThat(kept.tokens()).isEqualTo(skipped.tokens());
      assertThat(kept.text().equals(tokenizer.decode(kept.tokens()))).isTrue();
      assertThat(kept.text().indexOf(TURN)).as("a special token").isPositive();
      assertThat(skipped.text().indexOf(TURN)).as("no special token").isNegative();

      // The stop string is a special token's text, and the text without it ends where it stood.
      GeneratedText stopped = generator.generate(PROMPT, 0, many.withStop(List.of(TURN))).join();
      String until = tokenizer.decode(stopped.tokens());
      assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP_RULE);
      assertThat(until.indexOf(TURN)).isEqualTo(until.length() - TURN.length());
      assertThat(stopped.text())
          .isEqualTo(tokenizer.decode(stopped.tokens(), SpecialTokens.SKIPPED));
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
