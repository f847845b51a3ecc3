package dev.assay.bench;

import dev.assay.core.forest.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Times reading prompts, in pieces as an evaluation reads them. */
final class PromptSpeed {
  private static final int WARMING_TOKENS = 128;

  private final LoadedModel model;
  private final BenchSettings settings;
  private final Ceilings.Ceiling ceiling;
  private final StateRoom room;
  private final Consumer<String> progress;

  PromptSpeed(
      LoadedModel model,
      BenchSettings settings,
      Ceilings.Ceiling ceiling,
      StateRoom room,
      Consumer<String> progress) {
    this.model = model;
    this.settings = settings;
    this.ceiling = ceiling;
    this.room = room;
    this.progress = progress;
  }

  List<ModelSpeed.Prompt> measure() {
    progress.accept("warming up");
    double secondsPerToken = secondsPerToken();
    List<ModelSpeed.Prompt> prompts = new ArrayList<>();
    for (int length : settings.promptLengths()) {
      if (room.fitsPrompt(length)) {
        progress.accept(String.format(Locale.ROOT, "prompt of %,d tokens", length));
        prompts.add(prompt(length, secondsPerToken));
      }
    }
    return prompts;
  }

  /** Of a short prompt, once compiled. */
  private double secondsPerToken() {
    Forest forest = model.chain(0, Math.min(WARMING_TOKENS, settings.batchTokens()));
    return settings.repetitions().time(() -> model.read(forest)).best() / forest.size();
  }

  /** Times the prompt's pieces, each after a state of its position. */
  private ModelSpeed.Prompt prompt(int length, double secondsPerToken) {
    int pieceTokens = settings.batchTokens();
    int pieces = (length + pieceTokens - 1) / pieceTokens;
    Repetitions repetitions =
        length == pieceTokens
            ? settings.repetitions().atLeast(settings.counts().batchPrompts())
            : settings.repetitions();
    double pieceSeconds = secondsPerToken * Math.min(length, pieceTokens);
    // One more run of each is not counted: it warms up.
    double affordable = repetitions.mostSeconds() / ((repetitions.least() + 1) * pieceSeconds);
    int timed = (int) Math.max(1, Math.min(pieces, affordable));
    Repetitions.Seconds seconds = null;
    double tokens = 0;
    double operations = 0;
    for (int i = 0; i < timed; i++) {
      // The middle of the i-th of equal parts: what grows along the prompt is met at its mean.
      int from = (int) ((2L * i + 1) * pieces / (2L * timed)) * pieceTokens;
      int pieceLength = Math.min(pieceTokens, length - from);
      Forest piece = model.chain(from, pieceLength);
      Repetitions.Seconds one = repetitions.within(1.0 / timed).time(() -> model.read(piece));
      seconds = seconds == null ? one : seconds.then(one);
      tokens += pieceLength;
      operations += model.count().passOperations(1, from, pieceLength);
    }
    return new ModelSpeed.Prompt(
        length, pieces, timed, seconds.per(tokens), ceiling.shareOfFlops(seconds.per(operations)));
  }
}
