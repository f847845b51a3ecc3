package dev.assay.eval.prompt;

import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.Sampler;
import java.util.List;
import java.util.stream.IntStream;

/** Which documents of the pool become shots of a question. */
final class FewShotSampler {
  /** Spreads document numbers over seeds (the golden ratio in 32 bits). */
  private static final long SPREAD = 0x9E3779B9L;

  private final FewShotDefinition definition;
  private final FewShotSampling sampling;
  private final int shots;
  private final PythonRandom sequence;

  FewShotSampler(FewShotDefinition definition, FewShotSampling sampling, int shots) {
    this.definition = definition;
    this.sampling = sampling;
    this.shots = shots;
    this.sequence = new PythonRandom(sampling.seed());
  }

  /** Documents that the pool must have. */
  int needed() {
    return definition.sampler() == Sampler.RANDOM && definition.excludesQuestion() && shots > 0
        ? shots + 1
        : shots;
  }

  /**
   * Draws for the next document, in document order.
   *
   * @param own the pool's number of the document itself; −1 where it is not in the pool
   * @return numbers of documents of the pool, {@code shots} of them
   */
  List<Integer> draw(int docId, int poolSize, int own) {
    if (shots == 0) {
      return List.of();
    }
    if (definition.sampler() == Sampler.FIRST_N) {
      return IntStream.range(0, poolSize)
          .filter(document -> !definition.excludesQuestion() || document != own)
          .limit(shots)
          .boxed()
          .toList();
    }
    PythonRandom random =
        sampling.mode() == FewShotSampling.Mode.SEQUENTIAL
            ? sequence
            : new PythonRandom(sampling.seed() * SPREAD + docId);
    return random.sample(poolSize, needed()).stream()
        .filter(document -> document != own)
        .limit(shots)
        .toList();
  }
}
