package dev.assay.eval.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report for programs, as docs/safety-report.schema.json describes it. */
public final class SafetyJson {
  private static final int FORMAT_VERSION = 1;

  private SafetyJson() {}

  /** Indented, the last line ended; what is not a number is null. */
  public static String of(SafetyReport report) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format_version", FORMAT_VERSION);
    json.setAll((ObjectNode) new ObjectMapper().valueToTree(report));
    withoutNaN(json);
    return json.toPrettyString() + "\n";
  }

  private static void withoutNaN(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> withoutNaN(object.get(name)));
      object.properties().stream()
          .filter(member -> isNaN(member.getValue()))
          .map(java.util.Map.Entry::getKey)
          .toList()
          .forEach(object::putNull);
    } else if (node instanceof ArrayNode array) {
      array.forEach(SafetyJson::withoutNaN);
    }
  }

  private static boolean isNaN(JsonNode node) {
    return node.isFloatingPointNumber() && Double.isNaN(node.doubleValue());
  }
}
