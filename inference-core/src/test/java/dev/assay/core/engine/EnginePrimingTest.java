package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EnginePrimingTest {
  static final List<String> SHAPES = ModelShape.NAMES;

  @ParameterizedTest
  @FieldSource("SHAPES")
  void aTinyModelOfTheSameKindAnswers(String name) {
    ModelShape shape = ModelShape.named(name);
    Model tiny = PrimingModel.like(shape.configuration());
    List<String> large = kinds(shape.configuration());
    assertThat(kinds(tiny.configuration()))
        .containsAll(large)
        .endsWith(large.get(large.size() - 1));
    EngineSettings settings = new EngineSettings(2, 64, 128, 0);
    try (ForestEngine engine = new ForestEngine(tiny, KernelProvider.named("auto"), settings)) {
      ScoreRequest request = new ScoreRequest(new int[] {1, 2, 3}, List.of(new int[] {4, 5}));
      ContinuationScore score = engine.score(request).join().scores().get(0);
      assertThat(score.logLikelihood()).isFinite().isNegative();
    }
  }

  private static List<String> kinds(ModelConfiguration shape) {
    return shape.layers().stream()
        .map(kind -> kind instanceof LayerKind.Attention a ? "sees " + a.visibleKeys() : "recurs")
        .toList();
  }

  @Test
  void endsWhenItIsClosed() {
    ModelConfiguration configuration = ModelShape.named("recurrentgemma-2b").configuration();
    EnginePriming priming =
        EnginePriming.start(
            configuration, Set.of(BlockType.Q8_0, BlockType.Q4_K), KernelProvider.named("plain"));
    priming.close();
    priming.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("assay-priming");
  }
}
