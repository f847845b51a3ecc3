package dev.assay.eval.prompt;

import dev.assay.eval.catalog.FewShotDefinition;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.python.PythonRandom;
import java.util.List;

/** Which documents of the pool become examples of a question. */
final class FewShotSampler {
  /** Spreads document numbers over seeds (the golden ratio in 32 bits). */
  private static final long SPREAD = 0x9E3779B9L;

  private final FewShotDefinition definition;
  private final FewShotSampling sampling;
  private final int shots;
  private final List<Row> pool;
  private final PythonRandom sequence;

  FewShotSampler(
      FewShotDefinition definition, FewShotSampling sampling, int shots, List<Row> pool) {
    this.definition = definition;
    this.sampling = sampling;
    this.shots = shots;
    this.pool = pool;
    this.sequence = new PythonRandom(sampling.seed());
  }

  private boolean draws() {
    return definition.sampler() == FewShotDefinition.Sampler.DEFAULT;
  }

  /** Documents that the pool must have: one more where a draw may hold the question. */
  int needed() {
    return draws() && definition.excludesQuestion() && shots > 0 ? shots + 1 : shots;
  }

  /**
   * Draws for the next document, in document order.
   *
   * @return documents of the pool, {@code shots} of them
   * @throws DocumentException if fewer differ from the question
   */
  List<Row> draw(Row question) {
    if (shots == 0) {
      return List.of();
    }
    if (!draws()) {
      return enough(others(pool, question)).subList(0, shots);
    }
    PythonRandom random =
        sampling.mode() == FewShotSampling.Mode.SEQUENTIAL
            ? sequence
            : new PythonRandom(sampling.seed() * SPREAD + question.number());
    List<Row> drawn = others(sample(random, pool, needed()), question);
    if (drawn.size() < shots) {
      // The pool holds the question several times: the reference harness draws again without it.
      drawn = sample(random, enough(others(pool, question)), shots);
    }
    return drawn.subList(0, shots);
  }

  private static List<Row> sample(PythonRandom random, List<Row> population, int count) {
    return random.sample(population.size(), count).stream().map(population::get).toList();
  }

  private List<Row> enough(List<Row> others) {
    if (others.size() < shots) {
      throw new DocumentException(
          "too_few_shots",
          others.size()
              + " of "
              + pool.size()
              + " documents of the pool differ from the question, for "
              + shots
              + " shots");
    }
    return others;
  }

  /** Those that do not say the same as the question, which may be a copy with another number. */
  private List<Row> others(List<Row> rows, Row question) {
    return definition.excludesQuestion()
        ? rows.stream().filter(row -> !same(row, question)).toList()
        : rows;
  }

  private static boolean same(Row row, Row question) {
    return row == question
        || row.failure() == null
            && question.failure() == null
            && row.fields().equals(question.fields());
  }
}
