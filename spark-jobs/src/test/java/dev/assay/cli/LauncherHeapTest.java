package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heap that submit-scripts/assay makes from a checkpoint's bytes: the figures of
 * docs/models.md.
 */
class LauncherHeapTest {
  /** Of RecurrentGemma 2B. */
  private static final long PARAMETERS = 2_682_862_080L;

  @TempDir private Path folder;

  @Test
  void holdsTheWeightsInTheEncodingThatIsAskedFor() throws Exception {
    Path model = model("bfloat16", "BF16", 2);
    assertThat(run("evaluate", "--model", model)).contains(" -Xmx7676m ");
    assertThat(run("evaluate", "--model", model, "--quantize", "int8")).contains(" -Xmx4918m ");
    assertThat(run("evaluate", "--model", model, "--quantize=none")).contains(" -Xmx7676m ");
    assertThat(run("evaluate", "--model", model, "--conf", "spark.assay.quantize=int8"))
        .contains(" -Xmx4918m ");
    assertThat(run("evaluate", "--model", model, "--master", "spark://h:1", "--quantize", "int8"))
        .contains(" -Xmx3072m ", "spark.executor.memory=3894m");
    assertThat(run("score", "--model", model, "--quantize", "int8")).contains(" -Xmx3894m ");
  }

  @Test
  void countsABytePerWeightWhateverTheFilesType() throws Exception {
    assertThat(run("score", "--model", model("half", "F16", 2), "--quantize", "int8"))
        .contains(" -Xmx3894m ");
    assertThat(run("score", "--model", model("single", "F32", 4), "--quantize", "int8"))
        .contains(" -Xmx3951m ");
    assertThat(run("score", "--model", folder.resolve("single"), "--quantize", "bfloat16"))
        .contains(" -Xmx6652m ");
    assertThat(run("score", "--model", folder.resolve("half"), "--quantize", "bfloat16"))
        .contains(" -Xmx6652m ");
  }

  /** A file of the right length, nearly all of it a hole. */
  private Path model(String name, String type, int bytes) throws IOException {
    Path model = Files.createDirectory(folder.resolve(name));
    try (RandomAccessFile file =
        new RandomAccessFile(model.resolve("model.safetensors").toFile(), "rw")) {
      file.write(("        {\"w\":{\"dtype\":\"" + type + "\"}}").getBytes(StandardCharsets.UTF_8));
      file.setLength(PARAMETERS * bytes);
    }
    return model;
  }

  /** The command line that a built checkout would run. */
  private String run(Object... arguments) throws IOException, InterruptedException {
    Path checkout = folder.resolve("checkout");
    Path target = Files.createDirectories(checkout.resolve("spark-jobs/target"));
    Files.writeString(target.resolve("assay-spark-4.1_2.13-0-bundle.jar"), "");
    Files.writeString(target.resolve("class-path.txt"), "/jars/spark.jar");
    Path launcher = Files.createDirectories(checkout.resolve("submit-scripts")).resolve("assay");
    Path conf = Path.of(System.getProperty("assay.conf"));
    Files.writeString(launcher, Files.readString(conf.resolveSibling("submit-scripts/assay")));
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ASSAY_DRY_RUN", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ASSAY_CONF", conf.toString());
    builder.environment().put("ASSAY_LOG", "none");
    builder.environment().remove("ASSAY_HEAP");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
