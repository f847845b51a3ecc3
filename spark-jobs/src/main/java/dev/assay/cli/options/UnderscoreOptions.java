package dev.assay.cli.options;

import java.util.Arrays;

/** Options are spelt as the field's harness spells them, with underscores; dashes do as well. */
public final class UnderscoreOptions {
  private UnderscoreOptions() {}

  public static String[] of(String[] arguments) {
    return Arrays.stream(arguments).map(UnderscoreOptions::of).toArray(String[]::new);
  }

  private static String of(String argument) {
    if (!argument.startsWith("--")) {
      return argument;
    }
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    return "--" + name.substring(2).replace('-', '_') + argument.substring(name.length());
  }
}
