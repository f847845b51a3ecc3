package dev.assay.hub;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import java.io.IOException;
import java.util.Locale;

/** What is told when a repository cannot be fetched. */
final class HubErrors {
  private final HubEndpoint endpoint;
  private final HubRepository repository;

  HubErrors(HubEndpoint endpoint, HubRepository repository) {
    this.endpoint = endpoint;
    this.repository = repository;
  }

  /**
   * Of kind DATA, for what a hub or the way to it answers.
   *
   * @param what was asked for
   */
  AssayException of(String what, IOException thrown) {
    String page = endpoint.page(repository);
    String problem = what + " of " + repository.name() + " cannot be fetched";
    if (!(thrown instanceof Attempts.Refusal refusal)) {
      String message = thrown.getMessage() == null ? "" : " (" + thrown.getMessage() + ")";
      return data(
          problem,
          endpoint
              + " does not answer as it should: "
              + thrown.getClass().getSimpleName()
              + message,
          "run it again where the hub can be reached, and it goes on where it stopped; or set"
              + " HF_ENDPOINT to a mirror; or fetch "
              + page
              + " by hand",
          thrown);
    }
    int status = refusal.status();
    String answer = "the hub answers with HTTP status " + status;
    String who =
        endpoint.hasToken() ? "HF_TOKEN is not one that it accepts" : "no HF_TOKEN says who asks";
    return switch (status) {
      case 401 ->
          data(
              problem,
              answer + ": there is no such repository, or it is private or gated, and " + who,
              "look at " + page + ", and set HF_TOKEN to a token of an account that may read it",
              thrown);
      case 403 ->
          data(
              problem,
              answer + ": whom HF_TOKEN names may not read it",
              "open " + page + ", signed in, and accept its terms; then run this again",
              thrown);
      case 404 ->
          data(
              problem,
              answer
                  + ": there is no such repository, or it has no revision '"
                  + repository.revision()
                  + "'",
              "look for its name and its branches at " + page,
              thrown);
      case 429 ->
          data(
              problem,
              answer + ": too many requests came from here",
              "wait some minutes, or set HF_TOKEN, and run it again: it goes on where it stopped",
              thrown);
      default ->
          data(
              problem,
              answer,
              status >= 500
                  ? "run it again later: it goes on where it stopped"
                  : "look at " + page + ", and check HF_ENDPOINT",
              thrown);
    };
  }

  /** Of kind DATA, for an answer that cannot be used. */
  AssayException unusable(String what, String cause) {
    return data(
        what + " of " + repository.name() + " cannot be used",
        cause,
        "check that HF_ENDPOINT is a hub (" + endpoint + "), and run it again",
        null);
  }

  /** Of kind DATA, for content that is not what the hub says. */
  AssayException different(HubFile file, String cause) {
    return data(
        file.path() + " of " + repository.name() + " is not what the hub says",
        cause,
        "run it again: nothing of it was kept; if it stays so, fetch "
            + endpoint.page(repository)
            + " by hand",
        null);
  }

  /** Of kind OUTPUT, for what cannot be written. */
  AssayException unwritable(HubFile file, long written, IOException thrown) {
    return new AssayException(
        ErrorKind.OUTPUT,
        file.path() + " of " + repository.name() + " is not fetched whole",
        String.format(
            Locale.ROOT,
            "after %,d of %,d bytes it cannot be written: %s",
            written,
            file.bytes(),
            thrown.getMessage()),
        "make room, and run it again: it goes on where it stopped",
        thrown);
  }

  private static AssayException data(String problem, String cause, String cure, Throwable thrown) {
    return new AssayException(ErrorKind.DATA, problem, cause, cure, thrown);
  }
}
