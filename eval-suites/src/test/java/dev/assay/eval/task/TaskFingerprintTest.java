package dev.assay.eval.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskFingerprintTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Stored runs are found again by it: whoever changes how it is made changes this number. */
  @Test
  void isStable() {
    assertThat(TaskTexts.parse(TaskTexts.COMPLETE).fingerprint())
        .isEqualTo("3f9b997fa278596c4d89a5701c225c266da6b02928573741ed8ad11c8782f802");
  }

  @Test
  void doesNotDependOnHowTheFileIsWritten() throws IOException {
    ObjectNode tree = (ObjectNode) YAML.readTree(TaskTexts.COMPLETE);
    ObjectNode turned = YAML.createObjectNode();
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    for (int i = names.size() - 1; i >= 0; i--) {
      turned.set(names.get(i), tree.get(names.get(i)));
    }
    assertThat(fingerprint(turned)).isEqualTo(fingerprint(tree));
  }

  @Test
  void doesNotDependOnTheGroupsATaskCountsIn() throws IOException {
    ObjectNode tree = (ObjectNode) YAML.readTree(TaskTexts.COMPLETE);
    String before = fingerprint(tree);
    tree.remove("groups");
    assertThat(fingerprint(tree)).isEqualTo(before);
  }

  /** Every value of the file, one after another, is changed to another that fits. */
  @Test
  void changesWithEveryKey() throws IOException {
    ObjectNode tree = (ObjectNode) YAML.readTree(TaskTexts.COMPLETE);
    tree.remove("groups");
    Set<String> fingerprints = new HashSet<>(Set.of(fingerprint(tree)));
    List<String> places = new ArrayList<>();
    change(tree, tree, "", places, fingerprints);
    assertThat(places).hasSizeGreaterThan(35);
    assertThat(fingerprints).hasSize(places.size() + 1);
  }

  private static void change(
      ObjectNode root, JsonNode node, String path, List<String> places, Set<String> fingerprints)
      throws IOException {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
        String place = path + "/" + member.getKey();
        if (member.getValue().isValueNode()) {
          JsonNode kept = member.getValue();
          object.set(member.getKey(), YAML.readTree(other(member.getKey(), kept.asText())));
          // The split of the shots is one that has files, and so is the evaluated one.
          fingerprints.add(fingerprint(root));
          places.add(place);
          object.set(member.getKey(), kept);
        } else {
          change(root, member.getValue(), place, places, fingerprints);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        change(root, array.get(i), path + "/" + i, places, fingerprints);
        JsonNode kept = array.remove(i);
        fingerprints.add(fingerprint(root));
        places.add(path + "/" + i + " removed");
        array.insert(i, kept);
      }
    }
  }

  private static String other(String key, String value) {
    return switch (key) {
      case "split" -> "test";
      case "evaluated" -> "dev";
      case "sampler" -> "random";
      case "type" -> "text";
      case "metric" -> value.equals("acc") ? "acc_norm" : "acc";
      case "default_shots" -> "3";
      case "excludes_question" -> "true";
      case "higher_is_better" -> "false";
      default -> "\"" + value.replace("\n", "").replace("\"", "") + "!\"";
    };
  }

  private static String fingerprint(ObjectNode tree) throws IOException {
    return TaskTexts.parse(YAML.writeValueAsString(tree)).fingerprint();
  }
}
