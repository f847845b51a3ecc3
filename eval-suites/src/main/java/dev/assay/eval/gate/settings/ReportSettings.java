package dev.assay.eval.gate.settings;

import java.util.List;

/**
 * What is written for people and for other programs.
 *
 * @param directory a folder of the driver's machine; each gate has one of its own in it
 * @param formats beside {@code gate.json}, which is always written
 */
public record ReportSettings(String directory, List<Format> formats) {
  public ReportSettings {
    formats = List.copyOf(formats);
  }

  /** A form of report. */
  public enum Format {
    MD,
    HTML,
    JSON,
    JUNIT
  }
}
