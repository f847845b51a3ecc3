package dev.assay.hub;

import static dev.assay.hub.MisbehavingHub.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import dev.assay.hub.HubFetch.Fetched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A repository on a hub of the test's own, and what a fetch of it left. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class ServedRepository {
  static final String NAME = "people/Small-1B";
  static final HubRepository REPOSITORY = new HubRepository(NAME, null, null);
  static final String WEIGHTS = "model.safetensors";
  static final byte[] CONTENT = weights(300_000);
  static final String TOKEN = "hf_secret";

  @TempDir Path scratch;
  Path folder;
  MisbehavingHub hub;
  final List<Duration> pauses = new ArrayList<>();
  final List<String> told = new ArrayList<>();

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

  final Fetched fetch(HubRepository repository, String token) throws IOException {
    HubEndpoint endpoint =
        HubEndpoint.of(Map.of("HF_ENDPOINT", hub.url() + "/", "HF_TOKEN", token));
    return new HubFetch(scratch.resolve("models"), endpoint, told::add, pauses::add)
        .fetch(repository);
  }

  final Fetched fetch() throws IOException {
    return fetch(REPOSITORY, "");
  }

  final void refused(ErrorKind kind, String... named) {
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(AssayException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContainingAll(named);
  }

  final List<String> present() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  final List<String> ranges() {
    return hub.asked().stream()
        .filter(asked -> asked.path().endsWith(WEIGHTS))
        .map(asked -> String.valueOf(asked.range()))
        .toList();
  }
}
