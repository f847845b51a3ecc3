package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.rating.LabelNames;
import dev.assay.eval.rating.RatedModels;
import dev.assay.eval.rating.RaterNames;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.rating.RatingImport;
import dev.assay.eval.rating.RatingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings whose columns have types: numbers as ids and labels, timestamps, nulls. */
class ParquetRatingsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message ratings {
            optional int64 prompt_id;
            optional binary rater_id (STRING);
            optional binary model_a (STRING);
            optional binary model_b (STRING);
            optional int32 label;
            optional binary shown_order (STRING);
            optional int64 time (TIMESTAMP(MICROS,true));
          }
          """);

  private static final Instant TIME = Instant.parse("2024-05-01T12:30:00.000250Z");

  @TempDir private Path folder;

  @Test
  void typedColumnsAreRead() throws IOException {
    Path file = folder.resolve("ratings.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .build()) {
      writer.write(row(81, -2).append("time", micros(TIME)));
      writer.write(row(82, 0).append("shown_order", "ba"));
      writer.write(row(83, 7));
      writer.write(new SimpleGroup(SCHEMA).append("label", 1));
    }
    RatingImport read =
        RatingImport.read(
            file,
            DatasetForms.all(),
            new RatingSettings(RatedModels.of("new", "old"), LabelNames.MODEL, RaterNames.kept()));
    assertThat(read.ratings()).extracting(Rating::promptId).containsExactly("81", "82");
    assertThat(read.ratings()).extracting(Rating::level).containsExactly(-2, 0);
    assertThat(read.ratings()).extracting(Rating::time).containsExactly(TIME, null);
    assertThat(read.unusable())
        .extracting(Object::toString)
        .containsExactly(
            "row 2: label '7' is none of A, B, tie, A+, B+ and -2 … 2",
            "row 3: 'prompt_id' is missing or empty");
  }

  private static Group row(long promptId, int label) {
    return new SimpleGroup(SCHEMA)
        .append("prompt_id", promptId)
        .append("rater_id", "r")
        .append("model_a", "new")
        .append("model_b", "old")
        .append("label", label);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }
}
