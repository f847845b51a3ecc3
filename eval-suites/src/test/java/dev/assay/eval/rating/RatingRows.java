package dev.assay.eval.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows of ratings, made up. */
final class RatingRows {
  static final RatingSettings SETTINGS =
      new RatingSettings(RatedModels.of("new", "old"), LabelNames.MODEL, RaterNames.kept());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Document> rows = new ArrayList<>();

  /** A row with everything, after a change of it. */
  RatingRows row(Consumer<ObjectNode> change) {
    ObjectNode fields =
        JSON.createObjectNode()
            .put("prompt_id", "p" + rows.size())
            .put("category", "safety")
            .put("rater_id", "anna")
            .put("model_a", "new")
            .put("model_b", "old")
            .put("shown_order", "ab")
            .put("label", "A")
            .put("time", "2024-05-01T12:00:00Z")
            .put("comment", "none");
    change.accept(fields);
    rows.add(new Document(rows.size(), fields, null));
    return this;
  }

  RatingRows with(String column, Object value) {
    return row(fields -> fields.set(column, JSON.valueToTree(value)));
  }

  RatingRows broken(String error) {
    rows.add(new Document(rows.size(), null, error));
    return this;
  }

  List<Document> rows() {
    return List.copyOf(rows);
  }

  RatingImport read() {
    return RatingImport.of(rows, SETTINGS);
  }

  RatingImport read(RatingSettings settings) {
    return RatingImport.of(rows, settings);
  }

  /** The one rating of a row with this value. */
  static Rating one(String column, Object value) {
    RatingImport read = new RatingRows().with(column, value).read();
    if (!read.unusable().isEmpty()) {
      throw new AssertionError(read.unusable());
    }
    return read.ratings().get(0);
  }

  /** What is wrong with a row with this value. */
  static UnusableRow unusable(String column, Object value) {
    RatingImport read = new RatingRows().with(column, value).with("label", "B").read();
    if (read.ratings().size() != 1 || read.unusable().size() != 1) {
      throw new AssertionError(read);
    }
    return read.unusable().get(0);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
