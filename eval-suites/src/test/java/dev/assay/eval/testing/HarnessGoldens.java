package dev.assay.eval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.MultipleChoiceItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the reference harness wrote, from the test resources below {@code harness/}. */
public final class HarnessGoldens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HarnessGoldens() {}

  public static Path path(String name) {
    try {
      return Path.of(HarnessGoldens.class.getResource("/harness/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String name) {
    return parse(text(name));
  }

  public static List<String> lines(String name) {
    return text(name).lines().toList();
  }

  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The invented documents that the goldens were made from. */
  public static DataFolder data() {
    return new DataFolder(path("data"), List.of(new JsonLinesReader()));
  }

  /** The outcome of an item whose responses are those of a samples line. */
  public static ItemOutcome outcome(MultipleChoiceItem item, JsonNode sample) {
    List<ChoiceOutcome> choices = new ArrayList<>();
    for (int i = 0; i < item.choices().size(); i++) {
      JsonNode response = sample.get("filtered_resps").get(i);
      String choice = item.choices().get(i);
      choices.add(
          new ChoiceOutcome(
              Double.parseDouble(response.get(0).textValue()),
              response.get(1).textValue().equals("True"),
              1,
              choice.codePointCount(0, choice.length()),
              choice.getBytes(StandardCharsets.UTF_8).length));
    }
    return new ItemOutcome(item.task(), item.docId(), item.target(), choices, null, false);
  }
}
