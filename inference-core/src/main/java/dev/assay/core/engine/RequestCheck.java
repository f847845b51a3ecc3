package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import dev.assay.core.model.ModelConfiguration;
import java.util.List;

/** What a model cannot be asked. */
final class RequestCheck {
  private final ModelConfiguration configuration;

  RequestCheck(ModelConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The reason why a request cannot be answered; null where it can. */
  AssayException problem(ScoreRequest request) {
    if (request.context().length == 0 && request.start() == null) {
      return AssayException.request(
          "empty_context",
          "the context has no token",
          "a first token has no probability without one before it",
          "begin with the BOS token");
    }
    AssayException problem = states(request);
    long context = request.context().length;
    context += request.start() == null ? 0 : request.start().position();
    problem = problem == null ? length(context) : problem;
    problem = problem == null ? tokens(request.context()) : problem;
    for (int[] continuation : request.continuations()) {
      problem = problem == null ? continuation(context, continuation) : problem;
    }
    return problem;
  }

  AssayException problem(GenerationRequest request) {
    AssayException problem = problem(new ScoreRequest(request.prompt(), List.of()));
    problem =
        problem == null ? bound("max_tokens", request.maxTokens(), 1, Integer.MAX_VALUE) : problem;
    int reported = request.logProbabilities();
    int most = GenerationRequest.MOST_LOG_PROBABILITIES;
    return problem == null ? bound("logprobs", reported, -1, most) : problem;
  }

  private static AssayException bound(String name, int value, int least, int most) {
    if (value >= least && value <= most) {
      return null;
    }
    return AssayException.request(
        "invalid_parameter",
        name + " is " + value,
        "it must be " + least + " to " + most,
        "correct it, or leave it out for its default");
  }

  private AssayException states(ScoreRequest request) {
    if (request.start() != null && !fits(request.start())) {
      return AssayException.request(
          "foreign_state",
          "the state to continue does not fit the model",
          "its layers or its width are another model's",
          "continue a text with the model that read its beginning");
    }
    if (request.endState() && request.continuations().size() > 1) {
      return AssayException.request(
          "ambiguous_end",
          "the state after " + request.continuations().size() + " continuations is asked for",
          "each ends in a state of its own",
          "ask for one continuation, or none");
    }
    return null;
  }

  private boolean fits(State state) {
    return state.recurrences().size() == configuration.recurrentLayers()
        && state.attentions().size() == configuration.attentionLayers().size()
        && state.output().length == configuration.width();
  }

  private AssayException continuation(long context, int[] continuation) {
    if (continuation.length == 0) {
      return AssayException.request(
          "empty_continuation",
          "a continuation has no token",
          "nothing is to be scored",
          "leave it out, or give it text");
    }
    AssayException problem = length(context + continuation.length - 1);
    return problem == null ? tokens(continuation) : problem;
  }

  private AssayException length(long read) {
    if (read <= configuration.maximumPositions()) {
      return null;
    }
    return AssayException.request(
        "too_long",
        read + " tokens have to be read",
        "the model was made for " + configuration.maximumPositions() + " positions",
        "shorten the context, or choose a truncation policy");
  }

  private AssayException tokens(int[] tokens) {
    int vocabulary = configuration.vocabularySize();
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
