package dev.assay.bench;

import dev.assay.core.engine.EnginePriming;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.model.Model;
import dev.assay.core.parallel.ThreadTeam;
import java.nio.file.Path;
import java.util.List;

/** Times loading, and what merely copying the same files takes. */
final class LoadSpeed {
  private static final Repetitions COPIES = new Repetitions(3, 0, 60);

  private LoadSpeed() {}

  record Loaded(Model model, ModelSpeed.Loading loading) {}

  /**
   * Files are read once before, so that both loading and copying find them in memory, or neither
   * does where they do not fit.
   */
  static Loaded measure(ModelSource source, Kernels kernels, ThreadTeam team) {
    List<Path> files = source.weightFiles();
    if (files.isEmpty()) {
      long start = System.nanoTime();
      Model model = load(source, kernels, team);
      return new Loaded(model, new ModelSpeed.Loading(seconds(start), null));
    }
    try (FileCopy copy = new FileCopy(files, team)) {
      copy.run();
      long start = System.nanoTime();
      Model model = load(source, kernels, team);
      double seconds = seconds(start);
      Rate copied = COPIES.time(copy).per(copy.bytes());
      ModelSpeed.Loading.Files read =
          new ModelSpeed.Loading.Files(copy.bytes(), copy.bytes() / seconds, copied);
      return new Loaded(model, new ModelSpeed.Loading(seconds, read));
    }
  }

  /** As a replica loads: what computes is compiled meanwhile. */
  private static Model load(ModelSource source, Kernels kernels, ThreadTeam team) {
    try (EnginePriming priming =
        EnginePriming.start(source.configuration(), source.blockTypes(), kernels)) {
      return source.load(team);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
