package dev.assay.eval.rating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.rating.UnusableRow.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * A rating with what its row says of it beside.
 *
 * @param row from 0
 * @param labelLevel the level as the label gives it, before models are reduced
 */
record ReadRating(int row, Rating rating, int labelLevel) {

  /** By rater and pair, then by time; a rating without one comes first. */
  static final Comparator<ReadRating> ORDER =
      Comparator.comparing((ReadRating read) -> read.rating().promptId())
          .thenComparing(read -> read.rating().candidate())
          .thenComparing(read -> read.rating().baseline())
          .thenComparing(read -> read.rating().rater())
          .thenComparing(
              read -> read.rating().time(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(ReadRating::drawnByLot);

  static ReadRating of(int row, ObjectNode fields, RatingSettings settings)
      throws UnusableRowException {
    String promptId = RatingColumns.required(fields, RatingColumns.PROMPT_ID);
    String rater = RatingColumns.required(fields, RatingColumns.RATER_ID);
    String modelA = model(fields, RatingColumns.MODEL_A, settings);
    String modelB = model(fields, RatingColumns.MODEL_B, settings);
    if (modelA.equals(modelB)) {
      throw new UnusableRowException(
          Cause.SAME_MODEL, RatingColumns.shown(modelA) + " is rated against itself");
    }
    int labelLevel = RatingLevels.of(fields.path(RatingColumns.LABEL));
    ShownFirst shownFirst = shownFirst(fields);
    String time = RatingColumns.optional(fields, RatingColumns.TIME);
    Rating forModelA =
        new Rating(
            promptId,
            RatingColumns.optional(fields, RatingColumns.CATEGORY),
            settings.raterNames().stored(rater),
            modelA,
            modelB,
            shownFirst,
            level(labelLevel, shownFirst, settings.labelNames()),
            time == null ? null : RatingTimes.of(time),
            false);
    return new ReadRating(
        row,
        settings.models().isCandidate(modelA, modelB) ? forModelA : forModelA.swapped(),
        labelLevel);
  }

  private static String model(ObjectNode fields, String column, RatingSettings settings)
      throws UnusableRowException {
    String name = RatingColumns.required(fields, column);
    if (!settings.models().has(name)) {
      throw new UnusableRowException(
          Cause.UNKNOWN_MODEL,
          column + " " + RatingColumns.shown(name) + " is none of " + settings.models());
    }
    return name;
  }

  /** With {@code model_a} as the candidate. */
  private static ShownFirst shownFirst(ObjectNode fields) throws UnusableRowException {
    String order = RatingColumns.optional(fields, RatingColumns.SHOWN_ORDER);
    if (order == null) {
      return ShownFirst.UNKNOWN;
    }
    return switch (order.toLowerCase(Locale.ROOT)) {
      case "ab" -> ShownFirst.CANDIDATE;
      case "ba" -> ShownFirst.BASELINE;
      default ->
          throw new UnusableRowException(
              Cause.UNKNOWN_ORDER,
              "shown_order " + RatingColumns.shown(order) + " is neither ab nor ba");
    };
  }

  private static int level(int labelLevel, ShownFirst shownFirst, LabelNames names)
      throws UnusableRowException {
    if (names == LabelNames.MODEL || labelLevel == 0) {
      return labelLevel;
    }
    if (shownFirst == ShownFirst.UNKNOWN) {
      throw new UnusableRowException(
          Cause.NO_ORDER, "the label names a place, and 'shown_order' is missing or empty");
    }
    return shownFirst == ShownFirst.CANDIDATE ? labelLevel : -labelLevel;
  }

  boolean sameRaterAndPair(ReadRating other) {
    return rating.promptId().equals(other.rating.promptId())
        && rating.candidate().equals(other.rating.candidate())
        && rating.baseline().equals(other.rating.baseline())
        && rating.rater().equals(other.rating.rater());
  }

  /** Null where a time is unknown. */
  Long secondsUntil(ReadRating later) {
    Instant from = rating.time();
    Instant to = later.rating.time();
    return from == null || to == null ? null : Duration.between(from, to).toSeconds();
  }

  /**
   * Which of two ratings at one time is the later one depends neither on the order of rows nor on
   * who is called the candidate, and prefers no answer.
   */
  private String drawnByLot() {
    boolean inOrder = rating.candidate().compareTo(rating.baseline()) < 0;
    return Sha256.of((inOrder ? rating : rating.swapped()).toString());
  }
}
