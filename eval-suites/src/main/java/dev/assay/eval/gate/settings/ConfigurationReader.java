package dev.assay.eval.gate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.eval.gate.evidence.Correction;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.yaml.YamlException;
import dev.assay.eval.yaml.YamlReader;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads a gate's file (docs/regress.md says what is in it). */
public final class ConfigurationReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "model",
          "candidate",
          "data",
          "tasks",
          "evaluate",
          "output",
          "history",
          "baseline",
          "first_run",
          "alpha",
          "correction",
          "seed",
          "resamples",
          "defaults",
          "lines",
          "on",
          "max_failed",
          "reports",
          "mlflow");

  private static final double ALPHA = 0.05;
  private static final double LEAST_ALPHA = 1e-9;
  private static final double MOST_ALPHA = 0.25;
  private static final long LEAST_RESAMPLES = 100;

  private static final Map<LineStatus, Consequence> CONSEQUENCES =
      new EnumMap<>(
          Map.of(
              LineStatus.REGRESSED, Consequence.FAIL,
              LineStatus.CHANGED, Consequence.FAIL,
              LineStatus.NOT_COMPARABLE, Consequence.FAIL,
              LineStatus.INCONCLUSIVE, Consequence.FAIL,
              LineStatus.SUSPICIOUS, Consequence.WARN,
              LineStatus.UNDERPOWERED, Consequence.WARN));

  private final Fields fields;
  private final String text;

  private ConfigurationReader(Fields fields, String text) {
    this.fields = fields;
    this.text = text;
  }

  /**
   * @param file how messages name it
   * @param text of the file
   * @param settings {@code lines.0.min_effect=0.02}, which beat the file's
   * @param variable of the environment by its name; null where there is none
   * @throws dev.assay.core.error.AssayException of kind USAGE, with the place in the file, for what
   *     cannot be used
   */
  public static GateConfiguration read(
      String file, String text, List<String> settings, UnaryOperator<String> variable) {
    YamlValue value = values(file, text, settings, variable);
    String whole =
        settings.isEmpty() ? text : text + "\n# set: " + String.join(" ", settings) + "\n";
    return new ConfigurationReader(new Fields(value, "a gate", KEYS), whole).configuration();
  }

  /** The file's values, with what is set and with variables put in. */
  private static YamlValue values(
      String file, String text, List<String> settings, UnaryOperator<String> variable) {
    try {
      YamlValue value = withKeyOn(YamlReader.read(file, text));
      for (String setting : settings) {
        value = Setting.parse(setting).in(value);
      }
      return new Variables(variable).in(value);
    } catch (YamlException e) {
      throw Fields.unusable(
          e.place(),
          e.getMessage().replace(e.place() + ": ", ""),
          "write YAML as docs/regress.md has it");
    }
  }

  /** YAML 1.1 takes the key {@code on} for a truth value. */
  private static YamlValue withKeyOn(YamlValue value) {
    if (!(value instanceof YamlValue.Mapping mapping)) {
      return value;
    }
    Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
    mapping.entries().forEach((key, entry) -> entries.put(key.equals("True") ? "on" : key, entry));
    return new YamlValue.Mapping(entries, mapping.place());
  }

  private GateConfiguration configuration() {
    String name = fields.required("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw fields.unfit(
          "name", "is '" + name + "'", "use letters, digits, '.', '_' and '-', 100 at most");
    }
    return new GateConfiguration(
        name,
        evaluation(),
        fields.required("history"),
        baseline(fields, fields.text("baseline").orElse("pinned")),
        fields.name("first_run", FirstRun.class, FirstRun.PIN),
        new TestLevel(
            fields.number("alpha", ALPHA, LEAST_ALPHA, MOST_ALPHA),
            (int)
                Math.min(
                    1 << 24,
                    fields.whole("resamples", ClusterBootstrap.RESAMPLES, LEAST_RESAMPLES)),
            fields.whole("seed", ClusterBootstrap.SEED, Long.MIN_VALUE)),
        fields.name("correction", Correction.class, Correction.HOLM),
        lines(),
        consequences(),
        new FailureBudget(fields.number("max_failed", 0, 0, Double.MAX_VALUE)),
        reports(),
        mlflow(),
        text);
  }

  private Evaluation evaluation() {
    Optional<String> candidate = fields.text("candidate");
    Optional<String> model = fields.text("model");
    if (candidate.isEmpty() && model.isEmpty()) {
      throw Fields.unusable(
          fields.place("model"),
          "there is neither 'model' nor 'candidate'",
          "give the folder of a model, or a run");
    }
    List<String> tasks = fields.texts("tasks");
    if (candidate.isEmpty() && tasks.isEmpty()) {
      throw fields.unfit("tasks", "is not there", "name what the model is evaluated on");
    }
    Map<String, JsonNode> options = new LinkedHashMap<>();
    fields
        .find("evaluate")
        .ifPresent(
            value -> {
              if (!(value instanceof YamlValue.Mapping mapping)) {
                throw fields.unfit(
                    "evaluate", "is no mapping", "write the options of assay evaluate");
              }
              mapping
                  .entries()
                  .forEach((key, entry) -> options.put(key, Fields.json(entry.value())));
            });
    return new Evaluation(
        candidate, model, fields.text("data"), tasks, options, fields.required("output"));
  }

  /**
   * What {@code baseline} says.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE for another text
   */
  public static BaselineChoice baseline(String text) {
    return baseline(null, text);
  }

  private static BaselineChoice baseline(Fields from, String text) {
    if (text.startsWith("run:")) {
      return new BaselineChoice.Named(text.substring("run:".length()));
    }
    if (text.startsWith("tag:")) {
      return new BaselineChoice.Tagged(text.substring("tag:".length()));
    }
    return switch (text) {
      case "pinned" -> new BaselineChoice.Pinned();
      case "latest-passed" -> new BaselineChoice.LatestPassed();
      case "previous" -> new BaselineChoice.Previous();
      default -> {
        String cure = "give one of " + String.join(", ", BaselineChoice.FORMS);
        throw from == null
            ? new AssayException(
                ErrorKind.USAGE,
                "there is no baseline '" + text + "'",
                "it is none of the forms",
                cure)
            : from.unfit("baseline", "is '" + text + "'", cure);
      }
    };
  }

  private List<LineDefinition> lines() {
    YamlValue.Mapping defaults = new YamlValue.Mapping(Map.of(), fields.place("defaults"));
    Optional<YamlValue> given = fields.find("defaults");
    if (given.isPresent()) {
      LineReader.checkDefaults(given.get());
      defaults = (YamlValue.Mapping) given.get();
    }
    List<LineDefinition> lines = new ArrayList<>();
    if (fields.find("lines").orElse(null) instanceof YamlValue.Sequence list) {
      for (YamlValue line : list.values()) {
        lines.add(LineReader.read(defaults, line));
      }
    }
    if (lines.isEmpty()) {
      throw fields.unfit("lines", "has no line", "list at least one {task: …, metric: …}");
    }
    return lines;
  }

  private Map<LineStatus, Consequence> consequences() {
    Map<LineStatus, Consequence> consequences = new EnumMap<>(CONSEQUENCES);
    Optional<YamlValue> given = fields.find("on");
    if (given.isPresent()) {
      Fields on =
          new Fields(
              given.get(), "on", CONSEQUENCES.keySet().stream().map(LineStatus::toString).toList());
      CONSEQUENCES.forEach(
          (status, usual) ->
              consequences.put(status, on.name(status.toString(), Consequence.class, usual)));
    }
    return consequences;
  }

  private Optional<ReportSettings> reports() {
    return fields
        .find("reports")
        .map(value -> new Fields(value, "reports", List.of("directory", "formats")))
        .map(
            reports ->
                new ReportSettings(
                    reports.required("directory"),
                    reports.names(
                        "formats",
                        ReportSettings.Format.class,
                        List.of(ReportSettings.Format.values()))));
  }

  private Optional<MlflowSettings> mlflow() {
    return fields
        .find("mlflow")
        .map(value -> new Fields(value, "mlflow", List.of("uri", "experiment")))
        .map(
            mlflow ->
                new MlflowSettings(
                    mlflow.required("uri"), mlflow.text("experiment").orElse("assay")));
  }
}
