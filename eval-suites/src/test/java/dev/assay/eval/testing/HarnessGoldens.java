package dev.assay.eval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Request;
import dev.assay.eval.prompt.JsonLinesSource;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
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
  public static DocumentSource data() {
    return JsonLinesSource.folder(path("data"));
  }

  /** An item with the responses of a samples line. */
  public static AnsweredItem answered(AskedItem item, JsonNode sample) {
    List<Request.Choice> asked = ((Request.Choices) item.request()).choices();
    List<ChoiceScore> choices = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      JsonNode response = sample.get("filtered_resps").get(i);
      String text = asked.get(i).text();
      choices.add(
          new ChoiceScore(
              Double.parseDouble(response.get(0).textValue()),
              response.get(1).textValue().equals("True"),
              1,
              text.codePointCount(0, text.length()),
              text.getBytes(StandardCharsets.UTF_8).length));
    }
    return new AnsweredItem(
        item.task(),
        item.docId(),
        sample.get("prompt_hash").textValue(),
        item.reference(),
        new Response.Choices(choices, List.of()),
        false);
  }
}
