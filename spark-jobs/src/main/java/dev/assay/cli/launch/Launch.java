package dev.assay.cli.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The launcher's own entry point: prints the plan of a command line, a line each of {@code option
 * TEXT}, {@code argument TEXT} and {@code environment NAME=VALUE}. The property {@code
 * assay.settings} names the launcher's file of Spark settings.
 */
public final class Launch {
  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private Launch() {}

  public static void main(String[] words) {
    Optional<Path> settings =
        Optional.ofNullable(System.getProperty("assay.settings")).map(Path::of);
    LaunchPlan plan =
        LaunchPlan.of(Words.of(settings, words), System.getenv(), largePagesOnRequest());
    // In the locale's characters, as the launcher's shell has them.
    PrintStream out = System.out;
    plan.options().forEach(option -> out.println("option " + option));
    plan.arguments().forEach(argument -> out.println("argument " + argument));
    plan.environment().forEach((name, value) -> out.println("environment " + name + "=" + value));
  }

  private static boolean largePagesOnRequest() {
    try {
      return Files.readString(LARGE_PAGES).contains("[madvise]");
    } catch (IOException e) {
      // Not on Linux, or not to be seen from here: not asked for.
      return false;
    }
  }
}
