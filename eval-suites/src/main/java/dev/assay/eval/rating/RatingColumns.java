package dev.assay.eval.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.rating.UnusableRow.Cause;
import java.util.List;
import java.util.Locale;

/** The columns of rows of ratings, and how their values are read. */
final class RatingColumns {
  static final String PROMPT_ID = "prompt_id";
  static final String CATEGORY = "category";
  static final String RATER_ID = "rater_id";
  static final String MODEL_A = "model_a";
  static final String MODEL_B = "model_b";
  static final String SHOWN_ORDER = "shown_order";
  static final String LABEL = "label";
  static final String TIME = "time";

  static final List<String> REQUIRED = List.of(PROMPT_ID, RATER_ID, MODEL_A, MODEL_B, LABEL);

  private static final int LONGEST_SHOWN = 64;

  private RatingColumns() {}

  /** A text without spaces around it, or a whole number as one; null for every other value. */
  static String text(JsonNode value) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      return null;
    }
    String text = value.asText().strip();
    return text.isEmpty() ? null : text;
  }

  static String required(ObjectNode row, String column) throws UnusableRowException {
    String text = optional(row, column);
    if (text == null) {
      throw new UnusableRowException(Cause.NO_VALUE, "'" + column + "' is missing or empty");
    }
    return text;
  }

  /** Null where there is no value, or an empty one as tables of text write it. */
  static String optional(ObjectNode row, String column) throws UnusableRowException {
    JsonNode value = row.path(column);
    String text = text(value);
    if (text == null && !isEmpty(value)) {
      throw wrongType(column, value);
    }
    return text;
  }

  static boolean isEmpty(JsonNode value) {
    return value.isMissingNode() || value.isNull() || value.isTextual() && value.asText().isBlank();
  }

  /** The value is not in the message: it may name a person. */
  static UnusableRowException wrongType(String column, JsonNode value) {
    return new UnusableRowException(
        Cause.WRONG_TYPE,
        "'"
            + column
            + "' has a value of type "
            + value.getNodeType().name().toLowerCase(Locale.ROOT)
            + ", not a text");
  }

  /** A value for a message: its beginning, without characters that a terminal obeys. */
  static String shown(String value) {
    String visible = value.replaceAll("\\p{C}", "\uFFFD");
    return "'"
        + (visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…")
        + "'";
  }
}
