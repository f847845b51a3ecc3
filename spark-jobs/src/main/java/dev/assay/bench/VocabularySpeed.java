package dev.assay.bench;

import dev.assay.core.kernel.Rows;

/** Times log-probabilities over the whole vocabulary. */
final class VocabularySpeed {
  private static final int ROWS = 64;

  private final LoadedModel model;
  private final BenchSettings settings;
  private final Ceilings.Ceiling ceiling;

  VocabularySpeed(LoadedModel model, BenchSettings settings, Ceilings.Ceiling ceiling) {
    this.model = model;
    this.settings = settings;
    this.ceiling = ceiling;
  }

  ModelSpeed.Vocabulary measure() {
    int width = model.model().configuration().width();
    Rows rows = Rows.allocate(ROWS, width);
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(model.states().at(1).output(), 0, rows.data(), rows.start(row), width);
    }
    int[][] nothing = new int[ROWS][0];
    Repetitions.Seconds seconds =
        settings.repetitions().time(() -> model.vocabulary().score(rows, nothing));
    return new ModelSpeed.Vocabulary(
        ROWS,
        seconds.per(ROWS),
        ceiling.shareOfFlops(seconds.per(model.count().vocabularyOperations(ROWS))));
  }
}
