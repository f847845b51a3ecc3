package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.sampling.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationOptionsTest {
  @Test
  void moreStopStringsThanAllowedOrAnEmptyOneAreRefused() {
    assertThatThrownBy(() -> new GenerationOptions(1, Sampling.GREEDY, List.of("a", ""), false, -1))
        .hasMessageContaining("none of them empty");
    assertThatThrownBy(
            () ->
                new GenerationOptions(
                    1, Sampling.GREEDY, java.util.Collections.nCopies(17, "a"), false, -1))
        .hasMessageContaining("at most 16");
  }
}
