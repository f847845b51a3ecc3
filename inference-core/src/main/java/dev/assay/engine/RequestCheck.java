package dev.assay.engine;

import dev.assay.error.AssayException;
import dev.assay.model.ModelConfiguration;

/** What a model cannot be asked. */
final class RequestCheck {
  private final int vocabulary;
  private final int maximumPositions;

  RequestCheck(ModelConfiguration configuration) {
    this.vocabulary = configuration.vocabularySize();
    this.maximumPositions = configuration.maximumPositions();
  }

  /** The reason why a request cannot be answered; null where it can. */
  AssayException problem(ScoreRequest request) {
    if (request.context().length == 0) {
      return AssayException.request(
          "empty_context",
          "the context has no token",
          "a first token has no probability without one before it",
          "begin with the BOS token");
    }
    AssayException problem = tokens(request.context());
    for (int[] continuation : request.continuations()) {
      if (problem == null) {
        problem = continuation(request.context().length, continuation);
      }
    }
    return problem;
  }

  private AssayException continuation(int contextLength, int[] continuation) {
    if (continuation.length == 0) {
      return AssayException.request(
          "empty_continuation",
          "a continuation has no token",
          "nothing is to be scored",
          "leave it out, or give it text");
    }
    long read = (long) contextLength + continuation.length - 1;
    if (read > maximumPositions) {
      return AssayException.request(
          "too_long",
          read + " tokens have to be read",
          "the model was made for " + maximumPositions + " positions",
          "shorten the context, or choose a truncation policy");
    }
    return tokens(continuation);
  }

  private AssayException tokens(int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabulary) {
        return AssayException.request(
            "unknown_token",
            "token id " + tokens[i] + " at index " + i + " does not exist",
            "the vocabulary has ids 0 to " + (vocabulary - 1),
            "use the model's own tokenizer");
      }
    }
    return null;
  }
}
