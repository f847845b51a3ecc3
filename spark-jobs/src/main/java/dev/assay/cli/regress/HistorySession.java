package dev.assay.cli.regress;

import java.util.Map;

/** What sessions that read a history are told, unless somebody says otherwise. */
final class HistorySession {
  /** Folders of a table that the driver lists by itself: a job of a task each would cost more. */
  private static final String LISTED_BY_DRIVER =
      "spark.sql.sources.parallelPartitionDiscovery.threshold";

  private static final String MOST_FOLDERS = "10000";

  /** Of a command that evaluates. */
  static final Map<String, String> WITH_PAGE = Map.of(LISTED_BY_DRIVER, MOST_FOLDERS);

  /** Of a command that is over soon: nobody looks at Spark's page of it. */
  static final Map<String, String> SHORT =
      Map.of(LISTED_BY_DRIVER, MOST_FOLDERS, "spark.ui.enabled", "false");

  private HistorySession() {}
}
