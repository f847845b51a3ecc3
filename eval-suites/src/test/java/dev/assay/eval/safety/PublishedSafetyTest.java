package dev.assay.eval.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.metric.MetricDefinition;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The paper's rows are measured by tasks that there are. */
class PublishedSafetyTest {
  @Test
  void everyRowHasATaskWithItsMetric() {
    assertThat(PublishedSafety.LINES).hasSize(10);
    for (PublishedSafety.Line line : PublishedSafety.LINES) {
      assertThat(line.values()).hasSameSizeAs(PublishedSafety.MODELS);
      SelectedTask task = task(line.task());
      assertThat(task.task().scoring().metrics())
          .as(line.benchmark())
          .anySatisfy(
              metric -> {
                assertThat(metric.metric()).isEqualTo(line.metric());
                assertThat(metric.higherIsBetter()).isEqualTo(line.higherIsBetter());
              });
    }
  }

  @Test
  void everySetIsATask() {
    for (String task : SafetySets.tasks(List.of("all", "sample"))) {
      assertThat(task(task).task().scoring().metrics().stream().map(MetricDefinition::metric))
          .as(task)
          .isNotEmpty();
      assertThat(SafetySets.title(task)).isNotEqualTo(task);
    }
    assertThat(SafetySets.tasks(List.of("paper", "bold", "mine"))).hasSize(11).endsWith("mine");
    assertThatThrownBy(() -> SafetySets.tasks(List.of())).isInstanceOf(AssayException.class);
  }

  @Test
  void modelsAreKnownByTheirFolders() {
    assertThat(PublishedSafety.model("RecurrentGemma-2B-it")).hasValue("recurrentgemma-2b-it");
    assertThat(PublishedSafety.model("gemma-1.0-2b-it")).hasValue("gemma-2b-it");
    assertThat(PublishedSafety.model("gemma-tiny")).isEmpty();
    assertThat(PublishedSafety.LINES.get(3).of("recurrentgemma-9b")).hasValue(95.9);
  }

  private static SelectedTask task(String name) {
    return TaskCatalog.standard().select(List.of(name), OptionalInt.empty()).tasks().get(0);
  }
}
