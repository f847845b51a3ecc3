package dev.assay.eval.request;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.sampling.Sampling;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.CompletionSettings;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Request;
import dev.assay.eval.request.Shortening.Piece;
import java.util.List;
import java.util.stream.IntStream;

/** Encodes an item whose answer is generated: a request for each sample. */
final class CompletionEncoding {
  private final AskedItem item;
  private final Request.Completion request;
  private final PromptForm form;
  private final RequestEncoder encoder;

  CompletionEncoding(
      AskedItem item, Request.Completion request, PromptForm form, RequestEncoder encoder) {
    this.item = item;
    this.request = request;
    this.form = form;
    this.encoder = encoder;
  }

  EncodedItem encoded() {
    Prompt prompt = request.prompt();
    String text = form.text(prompt);
    int[] whole = encoder.tokens().text(text);
    if (whole.length == 0) {
      return EncodedItem.failed(
          text, "empty_context", "the prompt is empty, and no BOS stands for it");
    }
    return encoder.fitted(
        text,
        prompt.examples().size(),
        dropped ->
            List.of(
                new Piece(
                    dropped == 0
                        ? whole
                        : encoder.tokens().text(form.text(prompt.without(dropped))),
                    reserved(),
                    null)),
        fitted ->
            requests(
                fitted.pieces().get(0).context(),
                fitted.truncated() > 0 || fitted.droppedShots() > 0));
  }

  /**
   * Room for the answer: all that it may have, as in the harness; but where that is more than half
   * of the model's length, the other half stays the prompt's, and the answer ends where the length
   * does.
   */
  private int reserved() {
    int most = request.settings().maxTokens();
    int length = encoder.policy().maxLength();
    return encoder.policy().truncation() == Truncation.HARNESS ? most : Math.min(most, length / 2);
  }

  private List<TokenRequest> requests(int[] context, boolean shortened) {
    GenerationOptions options = options(context.length);
    return IntStream.range(0, request.samples())
        .mapToObj(
            sample ->
                new TokenRequest(
                    item.task(),
                    item.docId(),
                    sample,
                    shortened,
                    context,
                    new CompletionQuestion(options, sample, request.samples())))
        .toList();
  }

  private GenerationOptions options(int promptTokens) {
    CompletionSettings settings = request.settings();
    Sampling sampling =
        settings.temperature() == 0
            ? Sampling.GREEDY
            : new Sampling(
                settings.temperature(), settings.topK(), settings.topP(), 0, 1, encoder.seed());
    int room = Math.max(1, encoder.policy().maxLength() - promptTokens);
    return new GenerationOptions(
        Math.min(settings.maxTokens(), room), sampling, settings.until(), false, -1);
  }
}
