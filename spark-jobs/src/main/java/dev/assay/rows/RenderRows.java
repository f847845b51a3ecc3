package dev.assay.rows;

/**
 * {@code template} to {@code rendered}: with {@code document} as the reference harness renders its
 * tasks' templates, with {@code messages} and {@code variables} as transformers renders chat
 * templates, where {@code now} is the time that {@code strftime_now} takes.
 */
public final class RenderRows {
  private RenderRows() {}

  /**
   * Renders all rows of a file.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA or OUTPUT
   */
  public static RowSummary run(RowFiles files) {
    return RowPipeline.run(files, new RenderOperation());
  }
}
