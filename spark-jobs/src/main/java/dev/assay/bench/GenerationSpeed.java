package dev.assay.bench;

import dev.assay.core.forest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Times steps of generation, of so many sequences after so many tokens. */
final class GenerationSpeed {
  private final LoadedModel model;
  private final BenchSettings settings;
  private final Ceilings.Ceiling ceiling;
  private final StateRoom room;
  private final Consumer<String> progress;

  GenerationSpeed(
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

  List<ModelSpeed.Generation> measure() {
    warmUp();
    List<ModelSpeed.Generation> steps = new ArrayList<>();
    for (int position : settings.positions()) {
      List<Integer> batches =
          settings.batches().stream()
              .filter(batch -> room.fitsGeneration(batch, position))
              .toList();
      List<State> running = new ArrayList<>();
      for (int batch : batches) {
        while (running.size() < batch) {
          running.add(model.states().at(position));
        }
        progress.accept(
            String.format(
                Locale.ROOT, "generation, %d sequences after %,d tokens", batch, position));
        steps.add(step(List.copyOf(running), position));
      }
    }
    return steps;
  }

  /** Lets what only generation runs be compiled before the first step that counts. */
  private void warmUp() {
    progress.accept("warming up generation");
    List<State> afterOne = List.of(model.states().at(1));
    RunningSequences sequence =
        new RunningSequences(model.forward(), model.vocabulary(), afterOne, model.tokens(1));
    settings.repetitions().time(sequence::step);
  }

  private ModelSpeed.Generation step(List<State> running, int position) {
    int batch = running.size();
    RunningSequences sequences =
        new RunningSequences(model.forward(), model.vocabulary(), running, model.tokens(batch));
    Repetitions repetitions =
        settings.isCompared(batch, position)
            ? settings.repetitions().atLeast(settings.counts().comparedSteps())
            : settings.repetitions();
    Repetitions.Seconds seconds = repetitions.time(sequences::step);
    ProductCount count = model.count();
    double operations =
        count.passOperations(batch, position, 1) + count.vocabularyOperations(batch);
    return new ModelSpeed.Generation(
        batch,
        position,
        seconds.per(batch),
        ceiling.shareOfBandwidth(seconds.per(count.stepBytes())),
        ceiling.shareOfFlops(seconds.per(operations)));
  }
}
