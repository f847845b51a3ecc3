package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The examples for schedulers are what their own parsers read, and avoid what docs/regress.md warns
 * of.
 */
class SchedulersTest {
  private static final Path SCRIPTS = Path.of("..", "submit-scripts");

  private static String text(String name) throws IOException {
    return Files.readString(SCRIPTS.resolve(name));
  }

  private static JsonNode yaml(String name) throws IOException, YamlException {
    return YamlReader.read(name, text(name)).json();
  }

  @Test
  void theWorkflowKeepsReportsAndIsNeverCancelled() throws Exception {
    JsonNode workflow = yaml("regress.github.yml");
    // YAML 1.1, as GitHub's own linter knows, takes the key "on" for a truth value.
    assertThat(workflow.at("/True/schedule/0/cron").textValue()).isEqualTo("0 3 * * *");
    assertThat(workflow.at("/concurrency/cancel-in-progress").booleanValue()).isFalse();
    JsonNode job = workflow.at("/jobs/gate");
    assertThat(job.get("timeout-minutes").intValue()).isPositive();
    JsonNode decide = job.at("/steps/1");
    assertThat(decide.get("run").textValue())
        .contains("set +e", "code=$?", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "exit \"$code\"");
    assertThat(parsedByBash(decide.get("run").textValue())).isZero();
    assertThat(job.at("/steps/2/if").textValue()).isEqualTo("always()");
  }

  @Test
  void theSampleGateIsOne() throws Exception {
    GateConfiguration gate =
        ConfigurationReader.read(
            "regress-sample.yaml", text("regress-sample.yaml"), List.of(), name -> null);
    assertThat(gate.lines()).hasSize(5);
    assertThat(SCRIPTS.resolve("..").resolve(gate.evaluation().model().orElseThrow()))
        .isDirectory();
  }

  @Test
  void theOperatorNeverDecidesTwice() throws Exception {
    JsonNode spec = yaml("regress-sparkapplication.yaml").get("spec");
    assertThat(spec.get("concurrencyPolicy").textValue()).isEqualTo("Forbid");
    JsonNode template = spec.get("template");
    assertThat(template.at("/restartPolicy/type").textValue()).isEqualTo("Never");
    assertThat(template.get("mainClass").textValue()).isEqualTo(Assay.class.getName());
    assertThat(template.at("/arguments/0").textValue()).isEqualTo("regress");
    assertThat(template.get("sparkVersion").textValue())
        .isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  @Test
  void cronRunsOneGateAtATime() throws Exception {
    String cron = text("regress-cron");
    List<String> jobs = cron.lines().filter(line -> line.startsWith("0 3 ")).toList();
    assertThat(jobs).hasSize(1);
    String command = jobs.get(0).replaceFirst("0 3 \\* \\* \\* ", "");
    // Of a per cent sign cron makes the end of the line.
    assertThat(command).contains("flock -n").doesNotContain("%");
    assertThat(parsedByBash(command)).isZero();
    assertThat(cron).contains("MAILTO=", "PATH=", "JAVA_HOME=");
  }

  @Test
  void pythonReadsTheDag() throws Exception {
    assumeTrue(run("python3", "--version") == 0, "no python3 on the PATH");
    Path file = SCRIPTS.resolve("regress-airflow.py");
    assertThat(
            run("python3", "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", file + ""))
        .isZero();
    assertThat(text("regress-airflow.py"))
        .contains("\"retries\": 0", "skip_on_exit_code=[NO_BASELINE]", "NO_BASELINE = 13");
  }

  private static int parsedByBash(String script) throws IOException, InterruptedException {
    return run("bash", "-n", "-c", script);
  }

  private static int run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    }
  }
}
