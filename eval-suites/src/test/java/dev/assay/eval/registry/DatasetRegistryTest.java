package dev.assay.eval.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.prompt.TaskDocuments;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifests that come with Assay. */
class DatasetRegistryTest {
  private final DatasetRegistry registry = DatasetRegistry.standard();

  /** Of the shipped tasks; the folder that is sought in is empty. */
  @Test
  void everyTaskHasAManifestAndPlacesThatAreLookedAt() {
    TaskCatalog catalog = TaskCatalog.standard();
    int known = 0;
    for (String name : catalog.tasks()) {
      Task task = catalog.task(name);
      DatasetReference dataset = task.dataset();
      boolean registered =
          registry.onHub(dataset.path()).isPresent()
              || registry.onHub(dataset.path() + "/" + dataset.configuration()).isPresent();
      known += registered ? 1 : 0;
      for (TaskDocuments.Source source : TaskDocuments.sources(task)) {
        DatasetReference data = source.dataset();
        KnownPlaces places =
            new KnownPlaces(registry, data.path(), data.configuration(), source.split());
        assertThat(places.places().isEmpty()).as(name).isEqualTo(!registered);
      }
    }
    assertThat(known).isGreaterThanOrEqualTo(70);
  }

  @Test
  void namesPlacesAndConfigurationsAreTakenOnce() {
    assertThat(registry.datasets()).extracting(Dataset::name).doesNotHaveDuplicates();
    assertThat(registry.splits()).extracting(RegisteredSplit::place).doesNotHaveDuplicates();
    assertThat(registry.splits()).extracting(RegisteredSplit::label).doesNotHaveDuplicates();
  }

  @Test
  void pinsFitTheirRows() {
    for (RegisteredSplit split : registry.splits()) {
      if (split.split().pinned()) {
        long blocks = (split.split().rows() + Content.BLOCK_ROWS - 1) / Content.BLOCK_ROWS;
        assertThat(split.split().blockList()).as(split.label()).hasSize((int) blocks);
        assertThat(split.split().content()).as(split.label()).matches("[0-9a-f]{64}");
        assertThat(split.split().files()).as(split.label()).isNotEmpty();
      }
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> registry.only(List.of("helaswag")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("hellaswag");
  }

  @Test
  void anUnknownKeyOrTypeOfAManifestIsNamed() {
    String manifest =
        "name: x\ntitle: x\nlicense: MIT\nhomepage: x\ncitation: x\ntables: {}\nsplits: []\n";
    assertThatThrownBy(() -> ManifestFile.parse("x.yaml", manifest))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'licence' is missing");
    assertThatThrownBy(() -> ManifestFile.parse("x.yaml", "licence: MIT\n" + manifest))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("\"license\"");
    assertThatThrownBy(() -> ColumnType.named("array<text>")).hasMessageContaining("array<text>");
    assertThat(ColumnType.named("array<struct<a:bigint,b:array<string>>>"))
        .hasToString("array<struct<a:bigint,b:array<string>>>");
  }
}
