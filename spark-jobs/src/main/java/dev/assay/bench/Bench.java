package dev.assay.bench;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.parallel.ThreadTeam;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures one model after the other, never two in memory; the machine itself in between, after
 * what needs a virtual machine that has not computed yet.
 */
public final class Bench {
  private final BenchSettings settings;
  private final Consumer<String> progress;
  private MachineSpeed machineSpeed;

  /**
   * @param progress is told what is being measured
   */
  public Bench(BenchSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @param sources at least one
   * @throws dev.assay.core.error.AssayException of kind MODEL where a model cannot be loaded, of
   *     kind USAGE where kernels cannot run
   */
  public BenchReport run(List<ModelSource> sources, String assayVersion) {
    String created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Machine machine = Machine.here();
    Kernels kernels = KernelProvider.named(settings.kernels());
    List<ModelSpeed> models = new ArrayList<>();
    for (ModelSource source : sources) {
      models.add(measure(source, kernels, !models.isEmpty()));
    }
    return new BenchReport(
        BenchReport.FORMAT_VERSION,
        created,
        assayVersion,
        machine,
        kernels.name(),
        settings,
        machineSpeed.ceilings(),
        machineSpeed.products(),
        models,
        Ratios.of(machineSpeed.products(), settings, models));
  }

  /** With a team of its own, for a team keeps hold of its last step and so of the model. */
  private ModelSpeed measure(ModelSource source, Kernels kernels, boolean warm) {
    Consumer<String> step = text -> progress.accept(source.name() + ": " + text);
    try (ThreadTeam team = ThreadTeam.of(settings.threads())) {
      return new ModelBench(source, kernels, team, settings, step)
          .measure(warm, () -> machineSpeed(kernels, team).ceilings().allThreads());
    }
  }

  /**
   * @param products of the kernels with matrices of one size
   */
  record MachineSpeed(Ceilings ceilings, List<Product> products) {}

  /** Measured when first asked for. */
  private MachineSpeed machineSpeed(Kernels kernels, ThreadTeam team) {
    if (machineSpeed == null) {
      progress.accept("measuring the machine's ceilings");
      Ceilings ceilings = Ceilings.measure(settings.threads(), settings.repetitions());
      progress.accept("products");
      List<Product> products =
          new ProductSpeed(kernels, team, settings, ceilings.allThreads()).measure();
      // What both left behind is not to lie in the way of states.
      System.gc();
      machineSpeed = new MachineSpeed(ceilings, products);
    }
    return machineSpeed;
  }
}
