package dev.assay.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hubs and repositories that are not asked at all. */
class HubEndpointTest {
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
