package dev.assay.spark.internal.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every changed small file of a work folder is read, or counts as absent: it never throws, hangs,
 * or takes memory beyond a multiple of the file.
 */
class SmallFilesFuzzTest {
  private static final String[] WORDS = {
    "null", "[", "{\"a\":", "\"\"", "[]", "{}", "[null]", "\"\\u0000\"", "-1", "1e999", "true"
  };

  @Test
  void manifests() {
    fuzz(
        "manifest of a chunk",
        List.of(
            new Manifest(
                    "chunk-1.token-1",
                    List.of(new Chunk(1, 20, -5, 100, "")),
                    List.of(new Manifest.DataFile("part-0.parquet", 100)))
                .json()),
        Manifest::parse);
  }

  @Test
  void locks() {
    fuzz(
        "lock of a run",
        List.of(LockHolder.here().json()),
        text -> {
          Optional<LockHolder> holder = LockHolder.parse(text);
          holder.ifPresent(
              it -> {
                it.isOfThisSpace();
                it.isOfThisHost();
                it.runsHere();
                it.description();
              });
          return holder;
        });
  }

  private static void fuzz(String name, List<String> sound, Function<String, Optional<?>> parse) {
    Map<String, Integer> outcomes =
        Fuzzing.of(name, Mutations.ofTexts(sound, WORDS))
            .run(bytes -> parse.apply(new String(bytes, StandardCharsets.UTF_8)).isPresent());
    assertThat(outcomes).containsOnlyKeys("read");
    assertThat(parse.apply("null")).isEmpty();
    assertThat(parse.apply("")).isEmpty();
  }
}
