package dev.assay.spark.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.settings.MlflowSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells an MLflow server what a gate found, by its REST interface (MLflow 2 and 3, api 2.0): a run
 * with a metric for each line and one for its difference.
 */
public final class MlflowTracking {
  /** Of one request (the server's own limits). */
  private static final int MOST_METRICS = 1000;

  private static final int MOST_KEY = 250;
  private static final int MOST_VALUE = 5000;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String API = "/api/2.0/mlflow/";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final MlflowSettings settings;

  public MlflowTracking(MlflowSettings settings) {
    this.settings = settings;
  }

  /**
   * @return id of the server's run
   * @throws IOException where the server cannot be reached, or refuses
   */
  public String tell(GateReport report) throws IOException {
    try {
      return run(report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(settings.uri() + " is no address: " + e.getMessage(), e);
    }
  }

  private String run(GateReport report) throws IOException, InterruptedException {
    ObjectNode create = json.createObjectNode();
    create.put("experiment_id", experiment());
    create.put("run_name", report.gateId());
    create.put("start_time", report.created().toEpochMilli());
    tags(create.putArray("tags"), report);
    String run = post("runs/create", create).path("run").path("info").path("run_id").asText();
    List<Map.Entry<String, Double>> metrics = List.copyOf(metrics(report).entrySet());
    for (int from = 0; from == 0 || from < metrics.size(); from += MOST_METRICS) {
      int to = Math.min(metrics.size(), from + MOST_METRICS);
      post("runs/log-batch", batch(run, report, metrics.subList(from, to), from == 0));
    }
    ObjectNode update = json.createObjectNode();
    update.put("run_id", run);
    update.put("status", report.verdict().status().exitCode() == 0 ? "FINISHED" : "FAILED");
    update.put("end_time", Instant.now().toEpochMilli());
    post("runs/update", update);
    return run;
  }

  private String experiment() throws IOException, InterruptedException {
    HttpResponse<String> found =
        send(
            request(
                    "experiments/get-by-name?experiment_name="
                        + URLEncoder.encode(settings.experiment(), StandardCharsets.UTF_8))
                .GET()
                .build());
    if (found.statusCode() == OK) {
      return json.readTree(found.body()).path("experiment").path("experiment_id").asText();
    }
    if (found.statusCode() != NOT_FOUND) {
      throw refused("experiments/get-by-name", found);
    }
    ObjectNode create = json.createObjectNode().put("name", settings.experiment());
    return post("experiments/create", create).path("experiment_id").asText();
  }

  private ObjectNode batch(
      String run, GateReport report, List<Map.Entry<String, Double>> metrics, boolean first) {
    ObjectNode batch = json.createObjectNode().put("run_id", run);
    ArrayNode all = batch.putArray("metrics");
    for (Map.Entry<String, Double> metric : metrics) {
      all.addObject()
          .put("key", metric.getKey())
          .put("value", metric.getValue())
          .put("timestamp", report.created().toEpochMilli())
          .put("step", 0);
    }
    if (first) {
      ArrayNode params = batch.putArray("params");
      pair(params, "alpha", String.valueOf(report.configuration().level().alpha()));
      pair(params, "correction", report.configuration().correction().name());
      pair(params, "baseline_kind", report.configuration().baseline().kind());
      pair(params, "config_sha256", report.configurationDigest());
      pair(params, "model", report.candidate().model());
    }
    return batch;
  }

  private static void tags(ArrayNode tags, GateReport report) {
    pair(tags, "gate", report.configuration().name());
    pair(tags, "gate_id", report.gateId());
    pair(tags, "run_id", report.candidate().runId());
    pair(tags, "baseline", report.baseline().map(ReportedRun::runId).orElse("none"));
    pair(tags, "status", report.verdict().status().toString());
    report.surroundings().revision().ifPresent(revision -> pair(tags, "git_revision", revision));
  }

  private static void pair(ArrayNode pairs, String key, String value) {
    String known = value.length() > MOST_VALUE ? value.substring(0, MOST_VALUE) : value;
    pairs.addObject().put("key", key).put("value", known);
  }

  /** A line has its value once, though several modes may ask about it. */
  private static Map<String, Double> metrics(GateReport report) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (GateLine line : report.verdict().lines()) {
      String key = key(line.name());
      if (Double.isFinite(line.candidate())) {
        metrics.putIfAbsent(key, line.candidate());
      }
      double difference = line.evidence().map(Evidence::difference).orElse(Double.NaN);
      if (Double.isFinite(difference)) {
        metrics.putIfAbsent(key + ".difference", difference);
      }
    }
    return metrics;
  }

  /** Of characters that the server takes. */
  static String key(LineName line) {
    List<String> parts = new ArrayList<>(List.of(line.task() + "/" + line.metric()));
    if (!line.filter().equals(FilterDefinition.NONE)) {
      parts.add(line.filter());
    }
    if (!line.subset().isEmpty()) {
      parts.add(line.subset());
    }
    String key = String.join(".", parts).replaceAll("[^A-Za-z0-9_\\-./ :]", "_");
    int most = MOST_KEY - ".difference".length();
    return key.length() > most ? key.substring(0, most) : key;
  }

  private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    if (response.statusCode() != OK) {
      throw refused(path, response);
    }
    return json.readTree(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.uri().replaceFirst("/+$", "") + API + path))
        .timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static IOException refused(String path, HttpResponse<String> response) {
    String body = response.body().strip();
    return new IOException(
        path
            + " answered "
            + response.statusCode()
            + ": "
            + (body.length() > MOST_KEY ? body.substring(0, MOST_KEY) : body));
  }
}
