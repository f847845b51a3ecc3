package dev.assay.core.generation;

import dev.assay.core.engine.Engine;
import dev.assay.core.engine.FinishReason;
import dev.assay.core.engine.GenerationRequest;
import dev.assay.core.engine.GenerationResult;
import dev.assay.core.engine.StopRule;
import dev.assay.core.error.AssayException;
import dev.assay.core.tokenizer.SpecialTokens;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Generates texts with an engine. Safe for use by many threads. */
public final class TextGenerator {
  private final Engine engine;
  private final Tokenizer tokenizer;
  private final Set<Integer> endTokens;

  private TextGenerator(Engine engine, Tokenizer tokenizer, Set<Integer> endTokens) {
    this.engine = engine;
    this.tokenizer = tokenizer;
    this.endTokens = Set.copyOf(endTokens);
  }

  /**
   * @param endTokens ids that end a text
   */
  public static TextGenerator of(Engine engine, Tokenizer tokenizer, Set<Integer> endTokens) {
    return new TextGenerator(engine, tokenizer, endTokens);
  }

  /** Generates ids alone: there is no text, none that ends it, and no token that does. */
  public static TextGenerator ofIds(Engine engine) {
    return new TextGenerator(engine, null, Set.of());
  }

  /**
   * Cancelling the future ends the generation.
   *
   * @param prompt token ids, BOS included where the model takes it
   * @param sharedPrefix see {@link GenerationRequest}
   */
  public CompletableFuture<GeneratedText> generate(
      int[] prompt, int sharedPrefix, GenerationOptions options) {
    if (tokenizer == null && !options.stop().isEmpty()) {
      throw AssayException.request(
          "invalid_parameter",
          "stop is " + options.stop(),
          "the model has no tokenizer, and its answers no text",
          "leave it out, or put tokenizer.json beside the weights");
    }
    StopRule stop =
        options.stop().isEmpty() ? StopRule.NEVER : new StopStrings(options.stop(), tokenizer);
    GenerationRequest request =
        new GenerationRequest(
            prompt,
            sharedPrefix,
            options.sampling(),
            options.maxNewTokens(),
            options.ignoreEnd() ? Set.of() : endTokens,
            stop,
            options.logProbabilities());
    CompletableFuture<GenerationResult> result = engine.generate(request);
    CompletableFuture<GeneratedText> text =
        result.thenApply(generated -> text(prompt, generated, options));
    // Cancelling does not go backwards by itself.
    text.whenComplete(
        (generated, thrown) -> {
          if (text.isCancelled()) {
            result.cancel(false);
          }
        });
    return text;
  }

  private GeneratedText text(int[] prompt, GenerationResult result, GenerationOptions options) {
    int[] tokens = result.tokens();
    if (tokenizer == null) {
      return new GeneratedText(
          null,
          result.finishReason(),
          prompt.length,
          tokens,
          result.logProbabilities(),
          result.computedTokens());
    }
    int said = tokens.length - (result.finishReason() == FinishReason.END_TOKEN ? 1 : 0);
    // A stop string is sought in all that was generated; it may be a special token's text.
    SpecialTokens special =
        options.skipsSpecialTokens() ? SpecialTokens.SKIPPED : SpecialTokens.KEPT;
    String decoded = tokenizer.decode(Arrays.copyOf(tokens, said), special);
    String text = StopStrings.cut(decoded, options.stop());
    return new GeneratedText(
        text,
        result.finishReason(),
        prompt.length,
        tokens,
        result.logProbabilities(),
        result.computedTokens());
  }
}
