package dev.assay.eval.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsGoldensTest {
  /** The committed figures are the shared ones, section by section. */
  @Test
  void theCopyIsTheOriginal() throws IOException {
    JsonNode shared =
        new ObjectMapper().readTree(SharedFolder.path("goldens/statistics.json").toFile());
    Iterator<Map.Entry<String, JsonNode>> sections = StatisticsGoldens.all().fields();
    assertThat(sections).hasNext();
    sections.forEachRemaining(
        section ->
            assertThat(section.getValue())
                .as(section.getKey())
                .isEqualTo(shared.get(section.getKey())));
  }
}
