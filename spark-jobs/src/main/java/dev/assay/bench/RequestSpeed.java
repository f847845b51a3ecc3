package dev.assay.bench;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.ForestEngine;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Times the first requests that a model answers, one by one: what compiling costs those who ask
 * first. Nothing is shared between them and nothing cached.
 */
final class RequestSpeed {
  /** Of a request's tokens, so many are scored and the others their context. */
  private static final int SCORED_PART = 4;

  /** Of the requests, the last so many are taken for how fast it has become. */
  private static final int LAST_PART = 5;

  private static final int TENTH = 10;

  private final LoadedModel model;
  private final Kernels kernels;
  private final BenchSettings settings;

  RequestSpeed(LoadedModel model, Kernels kernels, BenchSettings settings) {
    this.model = model;
    this.kernels = kernels;
    this.settings = settings;
  }

  /**
   * @param warm whether another model was measured before
   * @throws AssayException where the engine refuses or fails
   */
  ModelSpeed.Requests measure(boolean warm) {
    int tokens =
        Math.min(
            settings.counts().requestTokens(), model.model().configuration().maximumPositions());
    double[] speeds = new double[settings.counts().requests()];
    EngineSettings engineSettings =
        new EngineSettings(settings.threads(), settings.batchTokens(), tokens, 0);
    try (ForestEngine engine = new ForestEngine(model.model(), kernels, engineSettings)) {
      for (int i = 0; i < speeds.length; i++) {
        ScoreRequest request = request(tokens);
        long start = System.nanoTime();
        answer(engine, request);
        speeds[i] = tokens / ((System.nanoTime() - start) / 1e9);
      }
    }
    double[] last =
        Arrays.copyOfRange(
            speeds, speeds.length - 1 - (speeds.length - 1) / LAST_PART, speeds.length);
    Arrays.sort(last);
    return new ModelSpeed.Requests(
        speeds.length,
        tokens,
        warm,
        speeds[0],
        speeds.length < TENTH ? null : speeds[TENTH - 1],
        speeds[speeds.length - 1],
        last[last.length / 2]);
  }

  private ScoreRequest request(int tokens) {
    int[] all = model.tokens(tokens);
    int context = tokens - Math.max(1, tokens / SCORED_PART);
    return new ScoreRequest(
        Arrays.copyOf(all, context), List.of(Arrays.copyOfRange(all, context, tokens)));
  }

  private static void answer(ForestEngine engine, ScoreRequest request) {
    try {
      engine.score(request).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssayException problem) {
        throw problem;
      }
      throw e;
    }
  }
}
