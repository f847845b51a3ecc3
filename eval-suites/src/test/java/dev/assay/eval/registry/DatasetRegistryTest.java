package dev.assay.eval.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.task.DataSource;
import dev.assay.eval.task.SplitFiles;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The manifests that come with Assay. */
class DatasetRegistryTest {
  private final DatasetRegistry registry = DatasetRegistry.standard();

  @Test
  void everyTaskHasAManifestThatAgreesAndAPlaceItLooksAt() {
    for (TaskDefinition task : TaskCatalog.standard().tasks()) {
      DataSource source = task.source();
      Optional<Dataset> dataset = registry.onHub(source.dataset());
      assertThat(dataset).as("manifest of %s", source.dataset()).isPresent();
      assertThat(dataset.get().licence()).as(task.name()).isEqualTo(source.licence());
      assertThat(dataset.get().homepage()).as(task.name()).isEqualTo(source.homepage());
      source.files().forEach((split, places) -> assertPlace(dataset.get(), source, split, places));
    }
  }

  private static void assertPlace(
      Dataset dataset, DataSource source, String split, List<SplitFiles> places) {
    List<RegisteredSplit> registered =
        dataset.registeredSplits().stream()
            .filter(s -> s.split().name().equals(split))
            .filter(s -> s.split().configuration().equals(source.configuration()))
            .toList();
    assertThat(registered).as("%s %s", source.dataset(), split).hasSize(1);
    Path place = Path.of(registered.get(0).place());
    assertThat(places)
        .as("places of %s %s", source.dataset(), split)
        .anyMatch(
            looked ->
                FileSystems.getDefault()
                    .getPathMatcher("glob:" + looked.documents())
                    .matches(place));
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
