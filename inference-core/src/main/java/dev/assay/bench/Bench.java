package dev.assay.bench;

import dev.assay.kernel.KernelProvider;
import dev.assay.kernel.Kernels;
import dev.assay.parallel.ThreadTeam;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures the machine, then one model after the other. */
public final class Bench {
  private final BenchSettings settings;
  private final Consumer<String> progress;

  /**
   * @param progress is told what is being measured
   */
  public Bench(BenchSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @throws dev.assay.error.AssayException of kind MODEL where a model cannot be loaded, of kind
   *     USAGE where kernels cannot run
   */
  public BenchReport run(List<ModelSource> sources, String assayVersion) {
    String created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Machine machine = Machine.here();
    Kernels kernels = KernelProvider.named(settings.kernels());
    progress.accept("measuring the machine's ceilings");
    Ceilings ceilings = Ceilings.measure(settings.threads(), settings.repetitions());
    List<ModelSpeed> models = new ArrayList<>();
    try (ThreadTeam team = ThreadTeam.of(settings.threads())) {
      for (ModelSource source : sources) {
        progress.accept(source.name() + ": loading");
        models.add(
            ModelBench.measure(
                source,
                kernels,
                team,
                settings,
                ceilings.allThreads(),
                step -> progress.accept(source.name() + ": " + step)));
      }
    }
    return new BenchReport(
        BenchReport.FORMAT_VERSION,
        created,
        assayVersion,
        machine,
        kernels.name(),
        settings,
        ceilings,
        models);
  }
}
