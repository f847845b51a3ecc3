package dev.assay.hub;

import static dev.assay.hub.MisbehavingHub.changed;
import static dev.assay.hub.MisbehavingHub.cutAfter;
import static dev.assay.hub.MisbehavingHub.redirect;
import static dev.assay.hub.MisbehavingHub.status;
import static dev.assay.hub.MisbehavingHub.weights;
import static dev.assay.hub.MisbehavingHub.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import dev.assay.hub.HubFetch.Fetched;
import dev.assay.hub.MisbehavingHub.Asked;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository comes whole, whatever its hub does on the way, or an error says why not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HubFetchTest {
  private static final String NAME = "people/Small-1B";
  private static final HubRepository REPOSITORY = new HubRepository(NAME, null, null);
  private static final String WEIGHTS = "model.safetensors";
  private static final byte[] CONTENT = weights(300_000);
  private static final String TOKEN = "hf_secret";

  @TempDir private Path scratch;
  private Path folder;
  private MisbehavingHub hub;
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    folder = scratch.resolve("models").resolve("Small-1B");
    hub = new MisbehavingHub(NAME);
    hub.small("config.json", "{\"model_type\":\"llama\"}");
    hub.small("README.md", "a card");
    hub.small("tokenizer.json", "{}");
    hub.small("tokenizer_config.json", "");
    hub.small("chat_template.jinja", "ä");
    hub.large("tokenizer.model", weights(10));
    hub.large(WEIGHTS, CONTENT);
    hub.large("pytorch_model.bin", CONTENT);
    hub.large("onnx/model.safetensors", CONTENT);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Fetched fetch(HubRepository repository, String token) throws IOException {
    HubEndpoint endpoint =
        HubEndpoint.of(Map.of("HF_ENDPOINT", hub.url() + "/", "HF_TOKEN", token));
    return new HubFetch(scratch.resolve("models"), endpoint, told::add, pauses::add)
        .fetch(repository);
  }

  private Fetched fetch() throws IOException {
    return fetch(REPOSITORY, "");
  }

  private void refused(ErrorKind kind, String... named) {
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(AssayException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContainingAll(named);
  }

  private List<String> present() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> ranges() {
    return hub.asked().stream()
        .filter(asked -> asked.path().endsWith(WEIGHTS))
        .map(asked -> String.valueOf(asked.range()))
        .toList();
  }

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

  /** Cut again and again, as long as each attempt gets somewhere. */
  @Test
  void goesOnWhereAConnectionWasCut() throws IOException {
    for (int i = 1; i <= 9; i++) {
      hub.next(WEIGHTS, cutAfter(30_000 * i));
    }
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(ranges()).hasSize(10).startsWith("null", "bytes=30000-", "bytes=60000-");
    assertThat(pauses).hasSize(9).allMatch(pause -> pause.equals(Duration.ofSeconds(1)));
  }

  /** As after a process that was killed: only what lies there is left. */
  @Test
  void goesOnInTheNextRun() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000));
    for (int i = 0; i < 6; i++) {
      hub.next(WEIGHTS, status(503));
    }
    refused(ErrorKind.DATA, "HTTP status 503", "goes on where it stopped");
    assertThat(present()).hasSize(1).allMatch(name -> name.endsWith(".part"));
    int before = ranges().size();
    fetch();
    assertThat(ranges().subList(before, ranges().size())).containsExactly("bytes=100000-");
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(present()).noneMatch(name -> name.endsWith(".part"));
    assertThat(told).anyMatch(line -> line.contains("from byte 100,000"));
  }

  @Test
  void aConnectionThatNeverGivesAByteEnds() {
    for (int i = 0; i < 6; i++) {
      hub.next(WEIGHTS, cutAfter(0));
    }
    refused(ErrorKind.DATA, WEIGHTS, "does not answer as it should");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 32L);
  }

  @Test
  void aServerWithoutRangesBeginsAgain() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000), whole());
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartThatIsNotTheWantedOneBeginsAgain() throws IOException {
    hub.next(
        WEIGHTS,
        cutAfter(100_000),
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 7-299999/300000");
          exchange.sendResponseHeaders(206, content.length - 7);
          exchange.getResponseBody().write(content, 7, content.length - 7);
        },
        cutAfter(100_000),
        status(416));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(ranges()).containsExactly("null", "bytes=100000-", "null", "bytes=100000-", "null");
  }

  @Test
  void damagedPartsAreFetchedAnew() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000), status(404));
    refused(ErrorKind.DATA, "HTTP status 404");
    Path part = folder.resolve(present().get(0));
    byte[] lain = Files.readAllBytes(part);
    Files.write(part, changed(lain));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    Files.delete(folder.resolve(WEIGHTS));
    Files.write(part, Arrays.copyOf(CONTENT, CONTENT.length + 1));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
  }

  @Test
  void otherContentIsNotKept() throws IOException {
    hub.serve(WEIGHTS, changed(CONTENT));
    refused(
        ErrorKind.DATA, WEIGHTS, "is not what the hub says", "sha256", "nothing of it was kept");
    assertThat(present()).isEmpty();
    hub.serve(WEIGHTS, CONTENT);
    hub.serve("tokenizer.json", "[]".getBytes());
    refused(ErrorKind.DATA, "tokenizer.json", "git blob");
    assertThat(present()).containsExactly(WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {299_999, 300_001, 0})
  void anotherLengthIsNamed(int bytes) {
    hub.serve(WEIGHTS, weights(bytes));
    hub.next(WEIGHTS, whole());
    if (bytes > 0) {
      refused(ErrorKind.DATA, "it has %,d bytes, and not 300,000".formatted(bytes));
    } else {
      assertThatThrownBy(this::fetch).isInstanceOf(AssayException.class);
    }
    hub.serve(WEIGHTS, weights(400_000));
    hub.next(
        WEIGHTS,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 0); // In chunks: of no stated length.
          exchange.getResponseBody().write(content);
        });
    refused(ErrorKind.DATA, "it has more than 300,000 bytes");
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

  @Test
  void roomIsLookedForBefore() throws IOException {
    long most = Long.MAX_VALUE;
    hub.list(WEIGHTS, "\"lfs\":{\"sha256\":\"" + "0".repeat(64) + "\",\"size\":" + most + "}");
    refused(ErrorKind.OUTPUT, "bytes are missing", "has room for", "make room");
    assertThat(hub.asked()).hasSize(1);
    assertThat(present()).isEmpty();
  }

  @Test
  void whatLiesThereStays() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), "mine");
    refused(ErrorKind.OUTPUT, "config.json is there", "move it away");
    assertThat(folder.resolve("config.json")).hasContent("mine");
  }

  @Test
  void twoAtOnceDoNotMeet() throws IOException {
    hub.next(WEIGHTS, cutAfter(1000), status(404));
    refused(ErrorKind.DATA, "404");
    Path part = folder.resolve(present().get(0));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      refused(ErrorKind.OUTPUT, "another process holds");
    }
    assertThat(fetch().fetchedFiles()).isEqualTo(5);
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectories(scratch.resolve("models"));
    Files.createDirectories(folder);
    Files.createSymbolicLink(
        folder.resolve("." + WEIGHTS + "." + sha().substring(0, 16) + ".part"),
        Path.of("/dev/full"));
    refused(ErrorKind.OUTPUT, WEIGHTS, "cannot be written", "make room");
  }

  private static String sha() {
    return Sha256.of(CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://hub, , it is no URL",
    "hub, , it is no URL",
    "https://who@hub, , it is no URL",
    "https://a b, , HF_ENDPOINT cannot be used",
    "http://hub.example, hf_x, anybody on the way",
    "https://hub.example, hf_ä, characters that no token has",
  })
  void endpointsThatAreNotAsked(String endpoint, String token, String named) {
    Map<String, String> environment =
        Map.of("HF_ENDPOINT", endpoint, "HF_TOKEN", token == null ? "" : token);
    assertThatThrownBy(() -> HubEndpoint.of(environment))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b/c", "../b", "a/..", "a/b?x", "a/b c", "/b", "a/"})
  void namesThatAreNone(String name) {
    assertThatThrownBy(() -> new HubRepository(name, null, null))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("OWNER/MODEL");
  }

  @Test
  void aBranchMayHaveSlashes() {
    HubEndpoint endpoint = HubEndpoint.of(Map.of());
    assertThat(endpoint.listing(new HubRepository("a/b", "refs/pr/1", null)))
        .hasToString("https://huggingface.co/api/models/a/b/revision/refs%2Fpr%2F1?blobs=true");
  }
}
