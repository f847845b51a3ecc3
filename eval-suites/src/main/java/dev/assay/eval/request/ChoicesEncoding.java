package dev.assay.eval.request;

import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Request;
import dev.assay.eval.request.Shortening.Piece;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encodes an item's choices: a request for each distinct context. */
final class ChoicesEncoding {
  private final AskedItem item;
  private final Request.Choices request;
  private final PromptForm form;
  private final RequestEncoder encoder;

  ChoicesEncoding(
      AskedItem item, Request.Choices request, PromptForm form, RequestEncoder encoder) {
    this.item = item;
    this.request = request;
    this.form = form;
    this.encoder = encoder;
  }

  EncodedItem encoded() {
    Prompt first = request.choices().get(0).context();
    String prompt = form.text(first);
    List<Piece> alone = pieces(request.unconditional(), 0, true);
    List<Piece> whole = new ArrayList<>(pieces(request.choices(), 0, false));
    whole.addAll(alone);
    for (Piece piece : whole) {
      if (piece.choice().continuation().length == 0) {
        return EncodedItem.failed(
            prompt,
            "empty_continuation",
            "choice " + piece.choice().index() + " adds no token to the prompt");
      }
      if (piece.context().length == 0) {
        return EncodedItem.failed(
            prompt, "empty_context", "the prompt is empty, and no BOS is known to stand for it");
      }
    }
    return encoder.fitted(
        prompt,
        request.choices().stream().mapToInt(one -> one.context().examples().size()).max().orElse(0),
        dropped -> pieces(request.choices(), dropped, false),
        fitted -> {
          List<Piece> all = new ArrayList<>(fitted.pieces());
          all.addAll(alone);
          return byContext(all, fitted.truncated() > 0 || fitted.droppedShots() > 0);
        });
  }

  private List<Piece> pieces(List<Request.Choice> choices, int dropped, boolean unconditional) {
    Map<Prompt, TokenEncoder.Context> contexts = new IdentityHashMap<>();
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      Request.Choice choice = choices.get(i);
      TokenEncoder.Context context =
          contexts.computeIfAbsent(
              choice.context(),
              prompt ->
                  encoder
                      .tokens()
                      .context(
                          unconditional
                              ? prompt.text()
                              : form.text(
                                  prompt.without(Math.min(dropped, prompt.examples().size())))));
      TokenEncoder.Pair pair = context.with(choice.continuation());
      String text = choice.text();
      EncodedChoice encoded =
          new EncodedChoice(
              i,
              unconditional,
              pair.continuation(),
              text.codePointCount(0, text.length()),
              text.getBytes(StandardCharsets.UTF_8).length);
      // The last token of a continuation is scored, not read.
      pieces.add(new Piece(pair.context(), pair.continuation().length - 1, encoded));
    }
    return pieces;
  }

  /** In the order of each context's first choice. */
  private List<TokenRequest> byContext(List<Piece> pieces, boolean shortened) {
    Map<IntBuffer, List<EncodedChoice>> choices = new LinkedHashMap<>();
    pieces.forEach(
        piece ->
            choices
                .computeIfAbsent(IntBuffer.wrap(piece.context()), context -> new ArrayList<>())
                .add(piece.choice()));
    List<TokenRequest> requests = new ArrayList<>();
    choices.forEach(
        (context, asked) ->
            requests.add(
                new TokenRequest(
                    item.task(),
                    item.docId(),
                    requests.size(),
                    shortened,
                    context.array(),
                    new ChoicesQuestion(asked, encoder.tokenLogProbabilities()))));
    return requests;
  }
}
