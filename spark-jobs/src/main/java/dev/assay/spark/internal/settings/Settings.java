package dev.assay.spark.internal.settings;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The value of every setting: an option of the command beats the session's configuration, which
 * beats the default. Immutable; every value is checked.
 */
public final class Settings {
  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * @param configuration keys and values; those outside {@code spark.assay.*} are not read
   * @throws AssayException of kind USAGE for a {@code spark.assay.*} key that does not exist, with
   *     the nearest ones, and for a value that does not fit
   */
  public static Settings of(Map<String, String> configuration) {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
    for (String key : configuration.keySet()) {
      if (key.startsWith(Setting.PREFIX) && !known.contains(key)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "setting " + key + " does not exist",
            "no setting of Assay has that name",
            NearestNames.suggestion(key, known, "conf/assay.conf lists them"));
      }
    }
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = configuration.getOrDefault(setting.key(), setting.defaultValue());
      values.put(setting, checked(setting, value, setting.key()));
    }
    return new Settings(values);
  }

  /**
   * @param option a value given on the command line; null where none was
   * @param name of the option, for the error
   */
  public Settings with(Setting setting, Object option, String name) {
    if (option == null) {
      return this;
    }
    Map<Setting, String> changed = new EnumMap<>(values);
    changed.put(setting, checked(setting, option.toString(), name));
    return new Settings(changed);
  }

  private static String checked(Setting setting, String value, String name) {
    if (!setting.accepts(value)) {
      throw new AssayException(
          ErrorKind.USAGE,
          name + " is '" + value + "'",
          "it is " + setting.meaning(),
          "give " + setting.wanted());
    }
    return value;
  }

  public String text(Setting setting) {
    return values.get(setting);
  }

  public int integer(Setting setting) {
    return Integer.parseInt(values.get(setting));
  }

  public long bytes(Setting setting) {
    return Long.parseLong(values.get(setting));
  }

  public double number(Setting setting) {
    return Double.parseDouble(values.get(setting));
  }
}
