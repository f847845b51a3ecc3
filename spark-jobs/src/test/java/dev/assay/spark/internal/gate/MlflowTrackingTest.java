package dev.assay.spark.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.GateStatus;
import dev.assay.eval.gate.GateVerdict;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.report.Surroundings;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.gate.settings.MlflowSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server on this machine is asked. */
class MlflowTrackingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Asked(String method, String path, JsonNode body) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int statusOfBatches = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tracking/api/2.0/mlflow/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replace("/tracking/api/2.0/mlflow/", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(
        new Asked(
            exchange.getRequestMethod(), path, body.length == 0 ? null : JSON.readTree(body)));
    int status = 200;
    String answer = "{}";
    if (path.startsWith("experiments/get-by-name")) {
      status = 404;
    } else if (path.equals("experiments/create")) {
      answer = "{\"experiment_id\": \"7\"}";
    } else if (path.equals("runs/create")) {
      answer = "{\"run\": {\"info\": {\"run_id\": \"abc\"}}}";
    } else if (path.equals("runs/log-batch")) {
      status = statusOfBatches;
    }
    exchange.sendResponseHeaders(status, answer.length());
    exchange.getResponseBody().write(answer.getBytes());
    exchange.close();
  }

  private MlflowTracking tracking() {
    return new MlflowTracking(
        new MlflowSettings(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/tracking/", "nightly gates"));
  }

  @Test
  void aRunIsMadeWithAllItsMetricsInBatches() throws IOException {
    assertThat(tracking().tell(report(1500))).isEqualTo("abc");
    assertThat(asked)
        .extracting(one -> one.method() + " " + one.path())
        .containsExactly(
            "GET experiments/get-by-name?experiment_name=nightly+gates",
            "POST experiments/create",
            "POST runs/create",
            "POST runs/log-batch",
            "POST runs/log-batch",
            "POST runs/update");
    assertThat(asked.get(1).body().get("name").textValue()).isEqualTo("nightly gates");
    JsonNode created = asked.get(2).body();
    assertThat(created.get("experiment_id").textValue()).isEqualTo("7");
    assertThat(created.get("tags").toString())
        .contains("{\"key\":\"status\",\"value\":\"regressed\"}");
    JsonNode first = asked.get(3).body();
    assertThat(first.get("metrics")).hasSize(1000);
    assertThat(first.get("params")).isNotEmpty();
    assertThat(first.get("metrics").get(0).get("key").textValue()).isEqualTo("t_0/acc.strict");
    assertThat(first.get("metrics").get(0).get("value").doubleValue()).isEqualTo(0.5);
    assertThat(asked.get(4).body().get("metrics")).hasSize(500);
    assertThat(asked.get(5).body().get("status").textValue()).isEqualTo("FAILED");
  }

  @Test
  void whatAServerRefusesIsSaid() {
    statusOfBatches = 500;
    assertThatThrownBy(() -> tracking().tell(report(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("runs/log-batch answered 500: {}");
    assertThatThrownBy(
            () -> new MlflowTracking(new MlflowSettings("nowhere at all", "x")).tell(report(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere at all is no address");
    server.stop(0);
    assertThatThrownBy(() -> tracking().tell(report(1))).isInstanceOf(IOException.class);
  }

  @Test
  void keysAreOfCharactersThatServersTake() {
    assertThat(
            MlflowTracking.key(new LineName("mine@5", "exact_match", "a,b", "kind=x|y", "detect")))
        .isEqualTo("mine_5/exact_match.a_b.kind_x_y");
    assertThat(MlflowTracking.key(new LineName("x".repeat(400), "acc", "none", "", "detect")))
        .hasSize(250 - ".difference".length());
  }

  private static GateReport report(int lines) {
    List<GateLine> all = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      all.add(
          new GateLine(
              new LineName("t@" + i, "acc", "strict", "", "absolute"),
              new LineMode.Absolute(OptionalDouble.of(0), OptionalDouble.empty(), false),
              false,
              10,
              0,
              0,
              0.5,
              Double.NaN,
              Optional.empty(),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              LineStatus.OK,
              "",
              List.of(),
              ""));
    }
    return new GateReport(
        "20260102T030405-0a1b2c3d",
        Instant.parse("2026-01-02T03:04:05Z"),
        ConfigurationReader.read(
            "gate.yaml",
            "{name: n, candidate: r, output: o, history: h, lines: [{task: t}]}",
            List.of(),
            name -> null),
        new GateVerdict(GateStatus.REGRESSED, all),
        new ReportedRun("o", "r", "/models/m", "f", 1),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new Surroundings("1", "4.1", "17", Optional.empty(), Optional.empty()),
        1);
  }
}
