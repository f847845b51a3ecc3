package dev.assay.eval.rating;

import dev.assay.eval.rating.UnusableRow.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times of ratings: a date, T or a space, a time of day and perhaps an offset. */
final class RatingTimes {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Years of four digits, which every table can hold. */
  private static final Pattern DATE_AND_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ].{4,40}");

  private RatingTimes() {}

  /**
   * In whole microseconds; without an offset in UTC. A number is refused: whether it counts seconds
   * or milliseconds it does not say.
   */
  static Instant of(String text) throws UnusableRowException {
    if (!DATE_AND_TIME.matcher(text).matches()) {
      throw unknown(text);
    }
    try {
      TemporalAccessor time =
          FORM.parseBest(
              text.substring(0, 10) + 'T' + text.substring(11),
              OffsetDateTime::from,
              LocalDateTime::from);
      Instant instant =
          time instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : OffsetDateTime.from(time).toInstant();
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw unknown(text);
    }
  }

  private static UnusableRowException unknown(String text) {
    return new UnusableRowException(
        Cause.UNKNOWN_TIME,
        "time " + RatingColumns.shown(text) + " is not like 2024-05-01T12:30:00Z");
  }
}
