package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePrimingTest {
  @ParameterizedTest
  @ValueSource(strings = {"recurrentgemma-2b", "gemma-2b", "mistral-7b"})
  void aTinyModelOfTheSameKindAnswers(String name) {
    ModelShape shape = ModelShape.named(name);
    Model tiny = PrimingModel.like(shape.configuration());
    assertThat(tiny.configuration().layers())
        .containsAll(shape.configuration().layers())
        .endsWith(shape.configuration().layers().get(shape.configuration().layers().size() - 1));
    EngineSettings settings = new EngineSettings(2, 64, 128, 0);
    try (ForestEngine engine = new ForestEngine(tiny, KernelProvider.named("auto"), settings)) {
      ScoreRequest request = new ScoreRequest(new int[] {1, 2, 3}, List.of(new int[] {4, 5}));
      ContinuationScore score = engine.score(request).join().scores().get(0);
      assertThat(score.logLikelihood()).isFinite().isNegative();
    }
  }

  @Test
  void endsWhenItIsClosed() {
    ModelConfiguration configuration = ModelShape.named("recurrentgemma-2b").configuration();
    EnginePriming priming = EnginePriming.start(configuration, KernelProvider.named("plain"));
    priming.close();
    priming.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("assay-priming");
  }
}
