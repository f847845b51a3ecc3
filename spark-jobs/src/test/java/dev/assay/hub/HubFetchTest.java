package dev.assay.hub;

import static dev.assay.hub.MisbehavingHub.cutAfter;
import static dev.assay.hub.MisbehavingHub.redirect;
import static dev.assay.hub.MisbehavingHub.status;
import static dev.assay.hub.MisbehavingHub.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import dev.assay.hub.HubFetch.Fetched;
import dev.assay.hub.MisbehavingHub.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a repository comes, and whom the hub's answers and the token reach. */
class HubFetchTest extends ServedRepository {
  @Test
  void whatLoadingReadsComesAndNothingElse() throws IOException {
    Fetched fetched = fetch();
    assertThat(fetched).isEqualTo(new Fetched(folder, MisbehavingHub.COMMIT, "mit", 5));
    assertThat(present())
        .containsExactly(
            "chat_template.jinja",
            "config.json",
            WEIGHTS,
            "tokenizer.json",
            "tokenizer_config.json");
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(folder.resolve("chat_template.jinja")).hasContent("ä");
    List<Asked> asked = hub.asked();
    assertThat(asked.get(asked.size() - 1).path()).endsWith("/config.json");
    assertThat(fetch().fetchedFiles()).isZero();
    assertThat(hub.asked()).hasSize(asked.size() + 1);
  }

  @Test
  void shardsAreThoseOfTheIndex() throws IOException {
    hub.small(
        "model.safetensors.index.json",
        "{\"weight_map\":{\"a\":\"model-1-of-2.safetensors\",\"b\":\"model-2-of-2.safetensors\"}}");
    hub.large("model-1-of-2.safetensors", weights(9));
    hub.large("model-2-of-2.safetensors", weights(8));
    assertThat(fetch().fetchedFiles()).isEqualTo(7);
    assertThat(present())
        .contains("model-1-of-2.safetensors", "model-2-of-2.safetensors")
        .doesNotContain(WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a/b", "", ".ssh"})
  void anIndexReachesNothingOutside(String name) {
    hub.small("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"" + name + "\"}}");
    refused(ErrorKind.DATA, "index.json", "names no files of the repository");
  }

  @Test
  void oneGgufFile() throws IOException {
    MisbehavingHub folders = hub;
    try (MisbehavingHub files = new MisbehavingHub(NAME)) {
      hub = files;
      files.large("q4/small.Q4_K_M.gguf", weights(50));
      refused(ErrorKind.DATA, "--file", "q4/small.Q4_K_M.gguf");
      Fetched fetched = fetch(new HubRepository(NAME, "main", "q4/small.Q4_K_M.gguf"), "");
      assertThat(fetched.place()).hasBinaryContent(weights(50)).hasFileName("small.Q4_K_M.gguf");
    } finally {
      hub = folders;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | no such repository, or it is private or gated, and no HF_TOKEN says who asks",
        "403 | accept its terms",
        "404 | has no revision 'main'",
        "410 | check HF_ENDPOINT",
      })
  void refusalsSayWhatToDo(int status, String cure) {
    hub.next("", status(status));
    refused(ErrorKind.DATA, NAME, "HTTP status " + status, cure, hub.url() + "/" + NAME);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"429, wait some minutes", "500, again later", "503, again later"})
  void whatPassesIsAskedAgain(int status, String cure) throws IOException {
    hub.next("", status(status), status(status));
    assertThat(fetch().fetchedFiles()).isEqualTo(5);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L);
    for (int i = 0; i < 6; i++) {
      hub.next("", status(status));
    }
    refused(ErrorKind.DATA, "HTTP status " + status, cure);
  }

  @Test
  void aServerSaysHowLongToWait() throws IOException {
    for (String seconds : new String[] {"30", "100000", "Fri, 31 Dec 1999 23:59:59 GMT"}) {
      hub.next(
          "",
          (exchange, content) -> {
            exchange.getResponseHeaders().set("Retry-After", seconds);
            exchange.sendResponseHeaders(429, -1);
          });
    }
    fetch();
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(30L, 60L, 8L);
  }

  @Test
  void theTokenGoesToTheHubAlone() throws IOException {
    try (MisbehavingHub other = new MisbehavingHub(NAME)) {
      other.large(WEIGHTS, CONTENT);
      String there = other.url() + "/" + NAME + "/resolve/" + MisbehavingHub.COMMIT + "/" + WEIGHTS;
      hub.next(WEIGHTS, redirect(there), redirect(there));
      other.next(WEIGHTS, cutAfter(1000));
      fetch(REPOSITORY, TOKEN);
      assertThat(hub.asked()).allMatch(a -> ("Bearer " + TOKEN).equals(a.authorization()));
      assertThat(other.asked())
          .hasSize(2)
          .allMatch(asked -> asked.authorization() == null)
          .extracting(Asked::range)
          .containsExactly(null, "bytes=1000-");
      assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    }
    assertThat(told).noneMatch(line -> line.contains(TOKEN));
    hub.next("", status(401));
    assertThatThrownBy(() -> fetch(REPOSITORY, TOKEN))
        .hasMessageContaining("HF_TOKEN is not one that it accepts")
        .hasMessageNotContaining(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http:", "::", "gopher:x"})
  void redirectionsToElsewhereAreNotFollowed(String to) {
    for (int i = 0; i < 6; i++) {
      hub.next(WEIGHTS, redirect(to));
    }
    refused(ErrorKind.DATA, "redirection");
  }

  @Test
  void redirectionsWithoutEndEnd() {
    for (int i = 0; i < 60; i++) {
      hub.next("", redirect(hub.url() + "/api/models/" + NAME + "/revision/main?again=" + i));
    }
    refused(ErrorKind.DATA, "more than 8 redirections");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"sha\":\"main\"}", "{\"sha\":7}", "null"})
  void listsThatAreNone(String answer) {
    hub.next(
        "",
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, answer.isEmpty() ? -1 : answer.length());
          exchange.getResponseBody().write(answer.getBytes());
        });
    refused(ErrorKind.DATA, "the list of files of " + NAME + " cannot be used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"size\":-1,\"blobId\":\"0123456789abcdef0123456789abcdef01234567\"",
        "\"size\":1e300,\"blobId\":\"0123456789abcdef0123456789abcdef01234567\"",
        "\"blobId\":\"0123456789abcdef0123456789abcdef01234567\"",
        "\"size\":3,\"blobId\":\"../../x\"",
        "\"size\":3",
        "\"size\":3,\"lfs\":{\"size\":3}",
      })
  void filesWithoutLengthOrDigest(String rest) {
    hub.list(WEIGHTS, rest);
    refused(ErrorKind.DATA, WEIGHTS, "says neither its length nor its digest");
  }
}
