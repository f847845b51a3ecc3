package dev.assay.spark.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimedIdTest {
  @Test
  void idsAreInTheOrderOfTimeWithinASecondToo() {
    Instant second = Instant.parse("2026-01-02T03:04:05Z");
    List<String> ids =
        LongStream.of(0, 16_000, 1_000_000, 250_000_000, 999_999_999, 1_000_000_000)
            .mapToObj(nanos -> TimedId.of(second.plusNanos(nanos)))
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.get(3)).matches("20260102T030405-4000[0-9a-f]{4}");
    assertThat(ids.get(5)).startsWith("20260102T030406-0000");
  }
}
