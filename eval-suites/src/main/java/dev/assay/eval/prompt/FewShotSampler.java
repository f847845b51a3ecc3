package dev.assay.eval.prompt;

import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.python.PythonRandom;
import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.Sampler;
import java.util.List;

/** Which documents of the pool become shots of a question. */
final class FewShotSampler {
  /** Spreads document numbers over seeds (the golden ratio in 32 bits). */
  private static final long SPREAD = 0x9E3779B9L;

  private final FewShotDefinition definition;
  private final FewShotSampling sampling;
  private final int shots;
  private final List<SourceDocument> pool;
  private final PythonRandom sequence;

  FewShotSampler(
      FewShotDefinition definition,
      FewShotSampling sampling,
      int shots,
      List<SourceDocument> pool) {
    this.definition = definition;
    this.sampling = sampling;
    this.shots = shots;
    this.pool = pool;
    this.sequence = new PythonRandom(sampling.seed());
  }

  /** Documents that the pool must have: one more where a draw may hold the question. */
  int needed() {
    return definition.sampler() == Sampler.RANDOM && definition.excludesQuestion() && shots > 0
        ? shots + 1
        : shots;
  }

  /**
   * Draws for the next document, in document order.
   *
   * @return documents of the pool, {@code shots} of them
   * @throws BrokenDocument if fewer differ from the question
   */
  List<SourceDocument> draw(SourceDocument question) throws BrokenDocument {
    if (shots == 0) {
      return List.of();
    }
    if (definition.sampler() == Sampler.FIRST_N) {
      return enough(others(pool, question)).subList(0, shots);
    }
    PythonRandom random =
        sampling.mode() == FewShotSampling.Mode.SEQUENTIAL
            ? sequence
            : new PythonRandom(sampling.seed() * SPREAD + question.docId());
    List<SourceDocument> drawn = others(sample(random, pool, needed()), question);
    if (drawn.size() < shots) {
      // The pool holds the question several times: the reference harness draws again without it.
      drawn = sample(random, enough(others(pool, question)), shots);
    }
    return drawn.subList(0, shots);
  }

  private static List<SourceDocument> sample(
      PythonRandom random, List<SourceDocument> population, int count) {
    return random.sample(population.size(), count).stream().map(population::get).toList();
  }

  private List<SourceDocument> enough(List<SourceDocument> others) throws BrokenDocument {
    if (others.size() < shots) {
      throw new BrokenDocument(
          "too_few_shots",
          others.size()
              + " of "
              + pool.size()
              + " documents of the split '"
              + definition.split()
              + "' differ from the question, for "
              + shots
              + " shots");
    }
    return others;
  }

  /** Those that do not say the same as the question, which may be a copy with another number. */
  private List<SourceDocument> others(List<SourceDocument> documents, SourceDocument question) {
    return definition.excludesQuestion()
        ? documents.stream().filter(document -> !same(document, question)).toList()
        : documents;
  }

  private static boolean same(SourceDocument document, SourceDocument question) {
    return document == question
        || !document.broken() && !question.broken() && document.fields().equals(question.fields());
  }
}
