package dev.assay.cli.bench;

import dev.assay.bench.BenchReport;
import dev.assay.bench.Figure;
import dev.assay.bench.Figures;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.Rate;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A report as a Parquet file: a row per figure, the run's own columns in every row. */
final class BenchParquet {
  private static final List<Column> COLUMNS =
      List.of(
          figure("measure", PrimitiveTypeName.BINARY, Figure::measure),
          figure("variant", PrimitiveTypeName.BINARY, Figure::variant),
          model("model", PrimitiveTypeName.BINARY, ModelSpeed::model),
          model("quantization", PrimitiveTypeName.BINARY, ModelSpeed::quantization),
          figure("batch", PrimitiveTypeName.INT32, Figure::batch),
          figure("position", PrimitiveTypeName.INT32, Figure::position),
          figure("prompt_tokens", PrimitiveTypeName.INT32, Figure::promptTokens),
          figure("unit", PrimitiveTypeName.BINARY, Figure::unit),
          figure("best", PrimitiveTypeName.DOUBLE, Figure::best),
          figure("median", PrimitiveTypeName.DOUBLE, Figure::median),
          figure("repetitions", PrimitiveTypeName.INT32, Figure::repetitions),
          share("share_of_flops_best", Figure::shareOfFlops, Rate::best),
          share("share_of_flops_median", Figure::shareOfFlops, Rate::median),
          share("share_of_bandwidth_best", Figure::shareOfBandwidth, Rate::best),
          share("share_of_bandwidth_median", Figure::shareOfBandwidth, Rate::median),
          figure("threads", PrimitiveTypeName.INT32, Figure::threads),
          model("source", PrimitiveTypeName.BINARY, ModelSpeed::source),
          model("family", PrimitiveTypeName.BINARY, ModelSpeed::family),
          model("layers", PrimitiveTypeName.INT32, ModelSpeed::layers),
          model("parameters", PrimitiveTypeName.INT64, ModelSpeed::parameters),
          model("weight_bytes", PrimitiveTypeName.INT64, ModelSpeed::weightBytes),
          run("created", PrimitiveTypeName.BINARY, BenchReport::created),
          run("assay_version", PrimitiveTypeName.BINARY, BenchReport::assayVersion),
          run("kernels", PrimitiveTypeName.BINARY, BenchReport::kernels),
          run("batch_tokens", PrimitiveTypeName.INT32, run -> run.settings().batchTokens()),
          run("processor", PrimitiveTypeName.BINARY, run -> run.machine().processor()),
          run("cores", PrimitiveTypeName.INT32, run -> run.machine().cores()),
          run("memory_bytes", PrimitiveTypeName.INT64, run -> run.machine().memoryBytes()),
          run("system", PrimitiveTypeName.BINARY, run -> run.machine().system()),
          run("load_average", PrimitiveTypeName.DOUBLE, run -> run.machine().loadAverage()),
          run("jdk", PrimitiveTypeName.BINARY, run -> run.machine().jdk()),
          run("heap_bytes", PrimitiveTypeName.INT64, run -> run.machine().heapBytes()));

  private BenchParquet() {}

  /**
   * @param value of a figure of a report; null where it has none
   */
  private record Column(
      String name, PrimitiveTypeName type, BiFunction<BenchReport, Figure, Object> value) {
    Type schema() {
      return type == PrimitiveTypeName.BINARY
          ? Types.optional(type).as(LogicalTypeAnnotation.stringType()).named(name)
          : Types.optional(type).named(name);
    }
  }

  /**
   * Writes a file that does not exist yet.
   *
   * @throws AssayException of kind OUTPUT where it cannot be written
   */
  static void write(Path file, BenchReport report) {
    MessageType schema = new MessageType("figure", COLUMNS.stream().map(Column::schema).toList());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (Figure figure : Figures.of(report)) {
        Group row = new SimpleGroup(schema);
        COLUMNS.forEach(column -> add(row, column, column.value().apply(report, figure)));
        writer.write(row);
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "cannot write " + file,
          e.toString(),
          "the figures are on standard output",
          e);
    }
  }

  private static void add(Group row, Column column, Object value) {
    if (value == null) {
      return;
    }
    switch (column.type()) {
      case INT32 -> row.add(column.name(), (int) value);
      case INT64 -> row.add(column.name(), (long) value);
      case DOUBLE -> row.add(column.name(), (double) value);
      default -> row.add(column.name(), (String) value);
    }
  }

  private static Column figure(
      String name, PrimitiveTypeName type, Function<Figure, Object> value) {
    return new Column(name, type, (report, figure) -> value.apply(figure));
  }

  private static Column run(
      String name, PrimitiveTypeName type, Function<BenchReport, Object> value) {
    return new Column(name, type, (report, figure) -> value.apply(report));
  }

  private static Column model(
      String name, PrimitiveTypeName type, Function<ModelSpeed, Object> value) {
    return figure(
        name, type, figure -> figure.model() == null ? null : value.apply(figure.model()));
  }

  private static Column share(
      String name, Function<Figure, Rate> share, Function<Rate, Object> value) {
    return figure(
        name,
        PrimitiveTypeName.DOUBLE,
        figure -> share.apply(figure) == null ? null : value.apply(share.apply(figure)));
  }
}
