package dev.assay.spark.internal.gate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids in the order of time, of which no two meet: {@code 20260102T030405-0a1b2c3d}. Four of the
 * digits are the part of the second, in steps of 15 µs, four are drawn.
 */
final class TimedId {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long NANOS = 1_000_000_000;

  private TimedId() {}

  static String of(Instant time) {
    return SECONDS.format(time)
        + "-"
        + HexFormat.of().toHexDigits((short) (((long) time.getNano() << Short.SIZE) / NANOS))
        + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
  }
}
