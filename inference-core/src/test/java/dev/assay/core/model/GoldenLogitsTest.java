package dev.assay.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.forest.Forest;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.GoldenCheckpoint;
import dev.assay.core.testing.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits of the original implementations (transformers; DeepMind's code beyond the window). */
class GoldenLogitsTest {
  /** The originals agree with each other to about 1e-5. */
  private static final float TOLERANCE = 1e-4f;

  /** transformers in float32 is 4e-5 away from the same formulas in float64. */
  private static final float FAMILIES_TOLERANCE = 2e-4f;

  private static final List<String> KERNELS =
      List.of("plain", "vector128", "vector256", "vector512");

  @TempDir private Path scratch;

  static List<GoldenCheckpoint> committed() {
    return GoldenCheckpoint.committed();
  }

  @ParameterizedTest
  @MethodSource("committed")
  void agreeAtEveryLengthWithBothConfigurationsAndAllKernels(GoldenCheckpoint golden) {
    agree(golden, TOLERANCE);
  }

  @Test
  void agreeForAllSharedCheckpointsOfFamilies() {
    List<GoldenCheckpoint> goldens =
        GoldenCheckpoint.in(SharedFolder.path("goldens/families/checkpoints"));
    assertThat(goldens).hasSize(9);
    goldens.forEach(golden -> agree(golden, FAMILIES_TOLERANCE));
  }

  /** Against float32 on the weights that their blocks stand for, held in blocks here. */
  @Test
  void agreeForAllSharedFilesOfGguf() {
    List<GoldenCheckpoint> goldens =
        GoldenCheckpoint.in(SharedFolder.path("goldens/families/gguf"));
    assertThat(goldens).hasSize(33);
    try (ThreadTeam team = ThreadTeam.of(2)) {
      for (GoldenCheckpoint golden : goldens) {
        Path file = golden.folder().resolve("model.gguf");
        Model model = Checkpoint.open(file).load(Quantization.NONE, team);
        for (String kernels : KERNELS) {
          assertAgrees(golden, model, kernels, team, FAMILIES_TOLERANCE);
        }
      }
    }
  }

  private void agree(GoldenCheckpoint golden, float tolerance) {
    List<Path> folders = golden.foldersOfBothConfigurations(scratch);
    try (ThreadTeam team = ThreadTeam.of(2)) {
      Model model = Checkpoint.open(folders.get(0)).load(Quantization.NONE, team);
      for (String kernels : KERNELS) {
        assertAgrees(golden, model, kernels, team, tolerance);
      }
      // The same file read with the other names: where the configuration is equal, so is all else.
      Model newer = Checkpoint.open(folders.get(1)).load(Quantization.NONE, team);
      assertThat(newer.configuration()).isEqualTo(model.configuration());
      assertAgrees(golden, newer, "auto", team, tolerance);
    }
  }

  static List<GoldenCheckpoint> families() {
    return GoldenCheckpoint.families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void agreeForTinyModelsOfEveryFamily(GoldenCheckpoint golden) {
    agree(golden, FAMILIES_TOLERANCE);
  }

  @Test
  void agreeForAllSharedCheckpoints() {
    List<GoldenCheckpoint> goldens = GoldenCheckpoint.in(SharedFolder.path("goldens/checkpoints"));
    assertThat(goldens).hasSize(7);
    goldens.forEach(this::agreeAtEveryLengthWithBothConfigurationsAndAllKernels);
  }

  private static void assertAgrees(
      GoldenCheckpoint golden, Model model, String kernels, ThreadTeam team, float tolerance) {
    for (GoldenCheckpoint.Logits expected : golden.logits()) {
      assertThat(worstDifference(model, KernelProvider.named(kernels), team, expected))
          .as("%s, %s, length %d", golden, kernels, expected.length())
          .isLessThan(tolerance);
    }
  }

  /** All texts of one length as one forest of chains. */
  private static float worstDifference(
      Model model, Kernels kernels, ThreadTeam team, GoldenCheckpoint.Logits expected) {
    int length = expected.length();
    Forest.Builder builder = new Forest.Builder();
    for (int[] text : expected.tokens()) {
      int node = builder.addRoot(text[0]);
      for (int i = 1; i < length; i++) {
        node = builder.add(text[i], node);
      }
    }
    int[] read = IntStream.range(0, builder.size()).toArray();
    Rows rows = new ForwardPass(model, kernels, team).run(builder.build(), read, new int[0]).rows();
    PackedRows packed = kernels.packedRows().shape(read.length, rows.columns());
    kernels.pack(rows, packed, 0, packed.blocks());
    int vocabulary = model.configuration().vocabularySize();
    Rows logits = Rows.allocate(read.length, vocabulary);
    kernels.multiply(packed, model.weights().head(), logits, 0, model.weights().head().tiles());
    float worst = 0;
    for (int row : read) {
      if (model.configuration().logitSoftCap() != 0) {
        kernels.softCap(logits, row, model.configuration().logitSoftCap());
      }
      for (int id = 0; id < vocabulary; id++) {
        float actual = logits.data()[logits.start(row) + id];
        float wanted = expected.logit(row / length, row % length, id);
        float difference = Math.abs(actual - wanted);
        worst = Float.isNaN(difference) ? Float.POSITIVE_INFINITY : Math.max(worst, difference);
      }
    }
    return worst;
  }
}
