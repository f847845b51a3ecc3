package dev.assay.eval.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import dev.assay.core.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Pairs of answers to be rated by people, as one HTML page that needs neither a server nor a
 * network. It shows no model's name, is worked by keyboard, keeps progress in the browser, and
 * hands out ratings as JSON Lines that {@link RatingImport} takes. Raters of one page see the pairs
 * in one order; another seed makes a page of another order.
 */
public final class RatingSheet {
  private static final int ID_DIGITS = 16;

  /** Texts of models lie in the page as ASCII, whatever they hold. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final String title;
  private final List<PlacedPair> pairs;
  private final String id;

  private RatingSheet(String title, List<PlacedPair> pairs) {
    this.title = title;
    this.pairs = List.copyOf(pairs);
    this.id = Sha256.of(json("", title, pairs)).substring(0, ID_DIGITS);
  }

  /**
   * @param pairs in any order, each prompt with the same two models once
   * @param seed of the order of pairs and of the answers' places
   * @param title what raters read above, which should not name a model
   * @throws dev.assay.core.error.AssayException of kind DATA for no pairs, or one twice
   */
  public static RatingSheet of(Collection<SheetPair> pairs, long seed, String title) {
    return new RatingSheet(title, SheetOrder.of(pairs, seed));
  }

  /** 16 hexadecimal digits of the content, order and places included. */
  public String id() {
    return id;
  }

  List<PlacedPair> pairs() {
    return pairs;
  }

  /** The page, in UTF-8 once written. */
  public String html() {
    String style = resource("sheet.css");
    String script = resource("sheet.js");
    return Mustache.compiler()
        .compile(resource("sheet.html.mustache"))
        .execute(
            Map.of(
                "title",
                title.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD"),
                "style",
                style,
                "styleHash",
                policyHash(style),
                "script",
                script,
                "scriptHash",
                policyHash(script),
                "data",
                json(id, title, pairs)));
  }

  private static String json(String id, String title, List<PlacedPair> pairs) {
    ObjectNode sheet = JSON.createObjectNode().put("id", id).put("title", title);
    ArrayNode rows = sheet.putArray("pairs");
    for (PlacedPair placed : pairs) {
      SheetPair pair = placed.pair();
      rows.addObject()
          .put("prompt_id", pair.promptId())
          .put("category", pair.category())
          .put("prompt", pair.prompt())
          .put("model_a", pair.candidate().model())
          .put("model_b", pair.baseline().model())
          .put("text_a", pair.candidate().text())
          .put("text_b", pair.baseline().text())
          .put("shown_order", placed.candidateFirst() ? "ab" : "ba");
    }
    try {
      // A page's parser looks for the end of a script within strings too.
      return JSON.writeValueAsString(sheet).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a Content-Security-Policy names the one script, or style, that it allows. */
  private static String policyHash(String content) {
    byte[] digest = HexFormat.of().parseHex(Sha256.of(content));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String resource(String name) {
    try (InputStream in = RatingSheet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no " + name + " in the jar");
      }
      // The parser of a page reads any line end as a line feed, and hashes are of what it reads.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
