package dev.assay.eval.request;

import dev.assay.core.generation.GeneratedText;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.RowSeed;
import dev.assay.core.generation.TextGenerator;
import dev.assay.core.replica.Replica;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A text of the model's own.
 *
 * @param options with the run's seed, of which each request makes its own
 * @param sample its number among those of one prompt
 * @param samples how many there are: where there are several, they fork one state
 */
record CompletionQuestion(GenerationOptions options, int sample, int samples) implements Question {
  @Override
  public long tokens() {
    return options.maxNewTokens();
  }

  @Override
  public CompletableFuture<Answer> ask(
      Replica replica, TokenRequest request, int[] context, int shared) {
    GenerationOptions own =
        options.sampling().temperature() == 0
            ? options
            : options.withSeed(RowSeed.of(options.sampling().seed(), request.id()));
    // The last token is read for its own sake: it has the first distribution.
    int common = samples > 1 ? context.length - 1 : Math.min(shared, context.length - 1);
    return TextGenerator.of(replica.engine(), replica.tokenizer(), replica.endOfSequence())
        .generate(context, common, own)
        .thenApply(this::answer);
  }

  private Answer answer(GeneratedText generated) {
    Sample one =
        new Sample(
            sample,
            false,
            null,
            null,
            generated.completionTokens(),
            null,
            null,
            null,
            null,
            generated.text(),
            generated.finishReason().label());
    // The last token that is generated is not read.
    long read = generated.promptTokens() + Math.max(0L, generated.completionTokens() - 1L);
    return new Answer(List.of(one), generated.computedTokens(), read);
  }
}
