package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelProviderTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void givesTheKernelsOfAName(String name) {
    assertThat(KernelProvider.named(name).name()).isEqualTo(name);
  }

  @Test
  void choosesVectorsWhereTheirModuleIsThere() {
    assertThat(KernelProvider.named("auto").name()).startsWith("vector");
  }

  /** Types whose levels are looked up have no kernels that could be called. */
  @Test
  void primesKernelsOfQuantisedBlocksOnce() {
    Kernels kernels = KernelProvider.named("auto");
    List<BlockType> types = List.of(BlockType.Q8_0, BlockType.IQ4_NL);
    assertThat(KernelPriming.prime(kernels, types)).isSubsetOf(BlockType.Q8_0);
    assertThat(KernelPriming.prime(kernels, types)).isEmpty();
  }

  @Test
  void offersTheNearestNames() {
    assertThatThrownBy(() -> KernelProvider.named("vektor512"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'vektor512'")
        .hasMessageContaining("did you mean 'vector512'");
  }
}
