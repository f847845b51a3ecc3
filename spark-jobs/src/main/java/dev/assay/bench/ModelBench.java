package dev.assay.bench;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.model.StateSize;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures one model: what needs a virtual machine that has computed nothing yet comes first. */
final class ModelBench {
  private final ModelSource source;
  private final Kernels kernels;
  private final ThreadTeam team;
  private final BenchSettings settings;
  private final Consumer<String> progress;

  ModelBench(
      ModelSource source,
      Kernels kernels,
      ThreadTeam team,
      BenchSettings settings,
      Consumer<String> progress) {
    this.source = source;
    this.kernels = kernels;
    this.team = team;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @param warm whether a model was measured before
   * @param ceiling measures the machine, or knows it
   */
  ModelSpeed measure(boolean warm, Supplier<Ceilings.Ceiling> ceiling) {
    progress.accept("loading");
    LoadSpeed.Loaded loaded = LoadSpeed.measure(source, kernels, team);
    LoadedModel model = new LoadedModel(loaded.model(), kernels, team);
    MemoryUse memory = new MemoryUse(model, settings);
    progress.accept("first requests");
    ModelSpeed.Requests requests = new RequestSpeed(model, kernels, settings).measure(warm);
    StateRoom room = new StateRoom(model, memory.heapBytes());
    progress.accept("memory");
    ModelSpeed.Memory used = memory.whileReading(room);
    Ceilings.Ceiling machine = ceiling.get();
    List<ModelSpeed.Prompt> prompts =
        new PromptSpeed(model, settings, machine, room, progress).measure();
    List<ModelSpeed.Generation> generation =
        new GenerationSpeed(model, settings, machine, room, progress).measure();
    progress.accept("logits");
    ModelSpeed.Vocabulary vocabulary = new VocabularySpeed(model, settings, machine).measure();
    return new ModelSpeed(
        source.name(),
        source.model(),
        source.quantization().toString(),
        source.description(),
        loaded.model().configuration().family().modelType(),
        loaded.model().configuration().layers().size(),
        model.count().parameters(),
        model.count().weightBytes(),
        loaded.loading(),
        used,
        requests,
        prompts,
        generation,
        states(model),
        vocabulary,
        room.leftOut());
  }

  private List<ModelSpeed.StateSize> states(LoadedModel model) {
    int most = model.model().configuration().maximumPositions();
    StateSize size = new StateSize(model.model().configuration());
    List<ModelSpeed.StateSize> sizes = new ArrayList<>();
    for (int position : settings.positions()) {
      if (position <= most) {
        sizes.add(new ModelSpeed.StateSize(position, size.bytes(position)));
      }
    }
    return sizes;
  }
}
