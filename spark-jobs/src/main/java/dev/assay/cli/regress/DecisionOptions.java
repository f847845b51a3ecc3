package dev.assay.cli.regress;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How a gate is decided and told. */
final class DecisionOptions {
  @Option(
      names = "--dry_run",
      description = "Say what would be computed and what lines could show; compute nothing.")
  private boolean dryRun;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description =
          "Write gate.json and the reports into this folder itself; an earlier gate.json there is"
              + " taken away first (default: a folder for each gate below the configuration's).")
  private String reports;

  @Option(
      names = "--revision",
      paramLabel = "ID",
      description = "Of the caller's sources (default: GITHUB_SHA).")
  private String revision;

  @Option(
      names = "--build_url",
      paramLabel = "URL",
      description = "Page of the build that calls (default: BUILD_URL, or GitHub's).")
  private String buildUrl;

  boolean dryRun() {
    return dryRun;
  }

  Optional<String> reports() {
    return Optional.ofNullable(reports);
  }

  Optional<String> revision() {
    return Optional.ofNullable(revision).or(() -> variable("GITHUB_SHA"));
  }

  Optional<String> buildUrl() {
    return Optional.ofNullable(buildUrl)
        .or(() -> variable("BUILD_URL"))
        .or(
            () ->
                variable("GITHUB_RUN_ID")
                    .map(
                        run ->
                            "%s/%s/actions/runs/%s"
                                .formatted(
                                    variable("GITHUB_SERVER_URL").orElse("https://github.com"),
                                    variable("GITHUB_REPOSITORY").orElse(""),
                                    run)));
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
