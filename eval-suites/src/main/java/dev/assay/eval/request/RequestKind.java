package dev.assay.eval.request;

import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Request;
import dev.assay.eval.response.Response;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of request, and what differs between them: how an item of the kind is encoded, and what
 * its samples say. Nothing else in Assay asks for the kind of a request.
 */
public enum RequestKind {
  CHOICES {
    @Override
    EncodedItem encode(AskedItem item, PromptForm form, RequestEncoder encoder) {
      return new ChoicesEncoding(item, (Request.Choices) item.request(), form, encoder).encoded();
    }

    @Override
    Response answered(List<Sample> samples) {
      return new Response.Choices(scores(samples, false), scores(samples, true));
    }
  },
  COMPLETION {
    @Override
    EncodedItem encode(AskedItem item, PromptForm form, RequestEncoder encoder) {
      return new CompletionEncoding(item, (Request.Completion) item.request(), form, encoder)
          .encoded();
    }

    @Override
    Response answered(List<Sample> samples) {
      return new Response.Completions(samples.stream().map(Sample::text).toList());
    }
  },
  ROLLING {
    @Override
    EncodedItem encode(AskedItem item, PromptForm form, RequestEncoder encoder) {
      return RollingEncoding.encoded(item, (Request.Rolling) item.request(), encoder);
    }

    @Override
    Response answered(List<Sample> samples) {
      Sample text = samples.get(0);
      return new Response.Rolling(text.logLikelihood(), text.tokens(), text.words(), text.bytes());
    }
  };

  abstract EncodedItem encode(AskedItem item, PromptForm form, RequestEncoder encoder);

  abstract Response answered(List<Sample> samples);

  public static RequestKind of(Request request) {
    if (request instanceof Request.Choices) {
      return CHOICES;
    }
    return request instanceof Request.Completion ? COMPLETION : ROLLING;
  }

  /**
   * What an item's samples say.
   *
   * @param samples in order: choices by index, then those that are unconditional
   */
  public Response response(List<Sample> samples) {
    return answered(samples);
  }

  /** The kind of a name. */
  public static RequestKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As the tables name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<Response.ChoiceScore> scores(List<Sample> samples, boolean unconditional) {
    return samples.stream()
        .filter(sample -> sample.unconditional() == unconditional)
        .map(
            sample ->
                new Response.ChoiceScore(
                    sample.logLikelihood(),
                    sample.greedy(),
                    sample.tokens(),
                    sample.codePoints(),
                    sample.bytes()))
        .toList();
  }
}
