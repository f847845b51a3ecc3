package dev.assay.eval.rating;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.rating.UnusableRow.Cause;
import java.util.Locale;
import java.util.regex.Pattern;

/** Labels as levels, positive where A is better. */
final class RatingLevels {
  /** Tables with gaps write whole numbers as 1.0. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-2](?:\\.0{1,20})?");

  private RatingLevels() {}

  /**
   * @return −2 … 2
   */
  static int of(JsonNode label) throws UnusableRowException {
    if (RatingColumns.isEmpty(label)) {
      throw new UnusableRowException(Cause.NO_VALUE, "'label' is missing or empty");
    }
    if (!label.isTextual() && !label.isNumber()) {
      throw RatingColumns.wrongType(RatingColumns.LABEL, label);
    }
    String text = label.asText().strip().toUpperCase(Locale.ROOT).replace('−', '-');
    return switch (text) {
      case "A+" -> 2;
      case "A" -> 1;
      case "TIE" -> 0;
      case "B" -> -1;
      case "B+" -> -2;
      default -> number(text, label);
    };
  }

  private static int number(String text, JsonNode label) throws UnusableRowException {
    if (!NUMBER.matcher(text).matches()) {
      throw new UnusableRowException(
          Cause.UNKNOWN_LABEL,
          "label "
              + RatingColumns.shown(label.asText())
              + " is none of A, B, tie, A+, B+ and -2 … 2");
    }
    return (int) Double.parseDouble(text);
  }
}
