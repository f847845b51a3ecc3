package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StandaloneCluster;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gates that a real {@code spark-submit} starts, in client mode, on a real standalone cluster. */
@Timeout(1800)
class RegressClusterTest {
  /** So small that an evaluation commits several times. */
  private static final List<String> CHUNKS = List.of("spark.assay.chunkTokens=2000");

  @TempDir private Path folder;

  private Path configuration(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: nightly
        model: %1$s/griffin
        data: %1$s/data
        tasks: hellaswag,piqa
        output: %1$s/%2$s/results
        history: %1$s/%2$s/regress
        resamples: 200
        lines:
          - {task: hellaswag, metric: acc_norm}
          - {task: piqa, mode: identical}
        """
            .formatted(folder, name));
  }

  /** One is killed and goes on, the next passes, another fails; and all is as without a cluster. */
  @Test
  void gatesPassFailAndOutliveTheirDriver() throws Exception {
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SyntheticCheckpoint.gemma(folder.resolve("transformer"), 4);
    SampleBenchmarks.write(folder.resolve("data"), 150);
    Path configuration = configuration("cluster");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      kill(cluster.submit("killed", CHUNKS, words(configuration, "killed")));
      assertThat(folder.resolve("killed/gate.json")).doesNotExist();
      end(cluster, "resumed", words(configuration, "resumed"), 0);
      end(cluster, "passes", words(configuration, "passes"), 0);
      List<String> other = words(configuration, "fails");
      other.addAll(List.of("--set", "model=" + folder.resolve("transformer")));
      end(cluster, "fails", other, 10);
    }
    assertThat(json("fails").get("exit_code").intValue()).isEqualTo(10);
    assertThat(json("passes").get("status").textValue()).isEqualTo("passed");
    assertThat(json("passes").get("candidate")).isEqualTo(json("passes").get("baseline"));

    // Undisturbed, in one process.
    CommandRun alone = CommandRun.of(words(configuration("alone"), "alone").toArray());
    assertThat(alone.exitCode()).as(alone.err()).isZero();
    String run = json("resumed").get("candidate").get("run_id").textValue();
    assertThat(json("alone").get("candidate").get("run_id").textValue()).isEqualTo(run);
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      assertThat(ofRun(spark, "cluster", run)).isNotEmpty().isEqualTo(ofRun(spark, "alone", run));
    }
  }

  private List<String> words(Path configuration, String reports) {
    return new ArrayList<>(
        List.of(
            "regress",
            "run",
            configuration.toString(),
            "--reports",
            folder.resolve(reports).toString()));
  }

  /** As soon as a chunk is committed: the driver has no time to say anything. */
  private void kill(Process driver) throws Exception {
    while (committed() == 0 && driver.isAlive()) {
      Thread.sleep(5);
    }
    driver.destroyForcibly().waitFor();
    assertThat(committed()).isPositive();
  }

  private long committed() throws IOException {
    Path work = folder.resolve("cluster/results/_work");
    if (!Files.exists(work)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .filter(file -> file.getFileName().toString().matches("chunk-[0-9]+\\.json"))
          .count();
    } catch (UncheckedIOException movedMeanwhile) {
      return 0;
    }
  }

  private static void end(StandaloneCluster cluster, String name, List<String> words, int exitCode)
      throws Exception {
    Process driver = cluster.submit(name, CHUNKS, words);
    assertThat(driver.waitFor(600, TimeUnit.SECONDS)).isTrue();
    assertThat(driver.exitValue()).as(Files.readString(cluster.log(name))).isEqualTo(exitCode);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name + "/gate.json").toFile());
  }

  private List<String> ofRun(SparkSession spark, String name, String run) {
    return StoredTables.content(spark, folder.resolve(name + "/results"), run);
  }
}
