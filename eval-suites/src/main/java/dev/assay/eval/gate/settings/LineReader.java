package dev.assay.eval.gate.settings;

import dev.assay.eval.gate.settings.LineDefinition.Subset;
import dev.assay.eval.gate.settings.LineMode.Effect;
import dev.assay.eval.yaml.YamlValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One line of the file, over the file's defaults. */
final class LineReader {
  private static final List<String> DEFAULTS =
      List.of(
          "mode",
          "min_effect",
          "min_absolute_change",
          "min_relative_change",
          "informative",
          "two_sided",
          "confirm",
          "tolerance",
          "evidence",
          "cluster",
          "max_mde",
          "accept",
          "failed",
          "max_left_out");

  private static final List<String> KEYS =
      Stream.concat(
              Stream.of(
                  "task",
                  "metric",
                  "filter",
                  "subset",
                  "judge",
                  "judge_prompt",
                  "same_judge",
                  "min",
                  "max",
                  "threshold",
                  "greater_is_better"),
              DEFAULTS.stream())
          .toList();

  /** Keys that mean something in one mode, or two. */
  private static final Map<String, Set<Mode>> MEANT_FOR = new TreeMap<>();

  static {
    for (String key : List.of("min", "max", "threshold", "greater_is_better", "evidence")) {
      MEANT_FOR.put(key, EnumSet.of(Mode.ABSOLUTE));
    }
    for (String key : List.of("min_effect", "min_absolute_change", "min_relative_change")) {
      MEANT_FOR.put(key, EnumSet.of(Mode.DETECT, Mode.NON_INFERIOR));
    }
    MEANT_FOR.put("two_sided", EnumSet.of(Mode.DETECT));
    MEANT_FOR.put("confirm", EnumSet.of(Mode.DETECT));
    MEANT_FOR.put("tolerance", EnumSet.of(Mode.IDENTICAL));
  }

  static final double MAX_LEFT_OUT = 0.005;
  private static final double MIN_EFFECT = 0.01;

  private final Fields fields;

  private enum Mode {
    DETECT,
    NON_INFERIOR,
    IDENTICAL,
    ABSOLUTE
  }

  private enum Bound {
    POINT,
    LOWER
  }

  private enum Failed {
    WRONG,
    LEFT_OUT
  }

  /** Keys of lines that are measured beside the runs. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "task",
          "metric",
          "mode",
          "min",
          "max",
          "threshold",
          "greater_is_better",
          "informative",
          "accept");

  private static final String RATE = "rate";
  private static final String SPEED = "tokens_per_second";

  /** What {@code assay side-by-side} asks judges unless told otherwise. */
  private static final String QUESTION = "pair-1";

  private LineReader(Fields fields) {
    this.fields = fields;
  }

  static void checkDefaults(YamlValue defaults) {
    new Fields(defaults, "defaults", DEFAULTS);
  }

  static LineDefinition read(YamlValue.Mapping defaults, YamlValue value) {
    Fields own = new Fields(value, "a line", KEYS);
    YamlValue.Mapping line = (YamlValue.Mapping) value;
    return new LineReader(new Fields(defaults.with(line), "a line", KEYS)).line(own);
  }

  private LineDefinition line(Fields own) {
    Mode mode = fields.name("mode", Mode.class, Mode.DETECT);
    MEANT_FOR.forEach(
        (key, modes) -> {
          if (own.find(key).isPresent() && !modes.contains(mode)) {
            throw own.unfit(
                key,
                "means nothing in mode " + WrittenName.of(mode),
                "it is for "
                    + String.join(", ", modes.stream().map(WrittenName::of).toList())
                    + ": leave it out, or change the mode");
          }
        });
    Optional<Outside> outside = outside(own);
    if (outside.isPresent() && mode != Mode.ABSOLUTE) {
      throw fields.unfit(
          "mode",
          "is " + WrittenName.of(mode),
          "lines of " + outside.get().name() + " are absolute: give mode: absolute, min or max");
    }
    return new LineDefinition(
        fields.required("task"),
        fields.text("metric"),
        fields.text("filter"),
        outside,
        subset(),
        mode(mode, own),
        fields.flag("informative", false),
        fields.text("cluster"),
        fields.number("max_mde"),
        Set.copyOf(fields.names("accept", RunDifference.class, List.of())),
        fields.name("failed", Failed.class, Failed.WRONG) == Failed.WRONG,
        fields.number("max_left_out", MAX_LEFT_OUT, 0, 1));
  }

  /** Empty of lines whose values the runs' items have. */
  private Optional<Outside> outside(Fields own) {
    String task = fields.required("task");
    if (task.startsWith(Outside.SideBySide.PREFIX)) {
      check(own, RATE, Set.of("judge", "judge_prompt", "same_judge", "evidence"));
      return Optional.of(
          new Outside.SideBySide(
              task.substring(Outside.SideBySide.PREFIX.length()),
              own.required("judge"),
              own.text("judge_prompt").orElse(QUESTION),
              own.flag("same_judge", false)));
    }
    if (task.startsWith(Outside.Speed.PREFIX)) {
      check(own, SPEED, Set.of());
      return Optional.of(
          new Outside.Speed(
              own.name("task", task.substring(Outside.Speed.PREFIX.length()), Outside.Step.class)));
    }
    check(own, "judge", "judge_prompt", "same_judge");
    return Optional.empty();
  }

  /** Refuses what means nothing of such a line. */
  private static void check(Fields own, String metric, Set<String> more) {
    for (String key : KEYS) {
      if (own.find(key).isPresent() && !OUTSIDE.contains(key) && !more.contains(key)) {
        throw own.unfit(key, "means nothing of " + own.required("task"), "leave it out");
      }
    }
    Optional<String> given = own.text("metric").filter(name -> !name.equals(metric));
    if (given.isPresent()) {
      throw own.unfit("metric", "is '" + given.get() + "'", "give " + metric);
    }
  }

  private static void check(Fields own, String... meaningless) {
    for (String key : meaningless) {
      if (own.find(key).isPresent()) {
        throw own.unfit(key, "means nothing of " + own.required("task"), "it is for side:SET");
      }
    }
  }

  private Optional<Subset> subset() {
    return fields
        .text("subset")
        .map(
            text -> {
              int equals = text.indexOf('=');
              if (equals < 1) {
                throw fields.unfit("subset", "is '" + text + "'", "write TRAIT=VALUE");
              }
              return new Subset(text.substring(0, equals), text.substring(equals + 1));
            });
  }

  private LineMode mode(Mode mode, Fields own) {
    return switch (mode) {
      case DETECT ->
          new LineMode.Detect(
              effect(own), fields.flag("two_sided", false), (int) fields.whole("confirm", 1, 1));
      case NON_INFERIOR -> new LineMode.NonInferior(effect(own));
      case IDENTICAL -> new LineMode.Identical(fields.number("tolerance", 0, 0, Double.MAX_VALUE));
      case ABSOLUTE -> absolute();
    };
  }

  /** Of two names for one thing, that of the line beats that of the defaults. */
  private Effect effect(Fields own) {
    List<String> names = List.of("min_effect", "min_absolute_change", "min_relative_change");
    for (Fields from : List.of(own, fields)) {
      List<String> given = names.stream().filter(name -> from.find(name).isPresent()).toList();
      if (given.size() > 1) {
        throw from.unfit(given.get(1), "stands beside " + given.get(0), "give one of them");
      }
      if (given.size() == 1) {
        return new Effect(
            from.number(given.get(0), MIN_EFFECT, 0, Double.MAX_VALUE),
            given.get(0).equals("min_relative_change"));
      }
    }
    return new Effect(MIN_EFFECT, false);
  }

  private LineMode absolute() {
    OptionalDouble least = fields.number("min");
    OptionalDouble most = fields.number("max");
    OptionalDouble threshold = fields.number("threshold");
    if (threshold.isPresent() && (least.isPresent() || most.isPresent())) {
      throw fields.unfit("threshold", "stands beside min or max", "give one of them");
    }
    if (threshold.isPresent() && fields.flag("greater_is_better", true)) {
      least = threshold;
    } else if (threshold.isPresent()) {
      most = threshold;
    }
    if (least.isEmpty() && most.isEmpty()) {
      throw fields.unfit(
          "mode", "is absolute, and there is no limit", "give min, max or threshold");
    }
    return new LineMode.Absolute(
        least, most, fields.name("evidence", Bound.class, Bound.POINT) == Bound.LOWER);
  }
}
