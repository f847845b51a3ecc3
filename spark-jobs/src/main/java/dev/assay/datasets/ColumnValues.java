package dev.assay.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Values of Arrow and Parquet columns as JSON: what a template shows of them is what Python shows
 * of the values that the Hugging Face library gives.
 */
final class ColumnValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Arrow's widest decimal has 76. */
  private static final int MOST_DIGITS = 1000;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private ColumnValues() {}

  static JsonNode whole(long value) {
    return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
  }

  /** Of 64 bits without a sign. */
  static JsonNode unsigned(long bits) {
    return bits >= 0 ? whole(bits) : JSON.numberNode(new BigInteger(Long.toUnsignedString(bits)));
  }

  /** A number as Python's {@code float}; what JSON has no number for is a text. */
  static JsonNode number(double value) {
    return JSON.numberNode(value);
  }

  /**
   * @throws IllegalArgumentException for more digits than any column has
   */
  static JsonNode decimal(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException("a decimal of scale " + value.scale());
    }
    return JSON.textNode(value.toPlainString());
  }

  static JsonNode date(long days) {
    return JSON.textNode(LocalDate.ofEpochDay(days).toString());
  }

  static JsonNode time(long nanos) {
    LocalTime time = LocalTime.ofNanoOfDay(nanos);
    String pattern = time.getNano() == 0 ? "HH:mm:ss" : "HH:mm:ss.SSSSSS";
    return JSON.textNode(time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT)));
  }

  /**
   * As Python's {@code str} writes a {@code datetime}.
   *
   * @param perSecond units in a second
   * @param zone null for a local time
   */
  static JsonNode timestamp(long value, long perSecond, String zone) {
    long seconds = Math.floorDiv(value, perSecond);
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
    Instant instant = Instant.ofEpochSecond(seconds, nanos);
    ZoneOffset offset =
        zone == null ? ZoneOffset.UTC : ZoneId.of(zone).getRules().getOffset(instant);
    LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
    String text = local.format(local.getNano() / 1000 == 0 ? SECONDS : MICROS);
    String suffix = offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    return JSON.textNode(zone == null ? text : text + suffix);
  }

  /** Bytes that are said to be text, or turn out to be. */
  static JsonNode bytes(byte[] bytes) {
    try {
      return JSON.textNode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      // No text: a picture or a sound.
      return JSON.binaryNode(bytes);
    }
  }
}
