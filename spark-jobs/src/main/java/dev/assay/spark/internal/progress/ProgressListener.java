package dev.assay.spark.internal.progress;

/** Hears how a run goes on. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * @param requests done by this invocation so far
   * @param allRequests that this invocation has to do
   * @param unit what requests are called, e.g. {@code rows}
   * @param requestsPerSecond since it began
   * @param tokensPerSecond computed since it began
   * @param secondsLeft at this speed; NaN before anything is scored
   */
  record Report(
      String description,
      long requests,
      long allRequests,
      String unit,
      double requestsPerSecond,
      double tokensPerSecond,
      double secondsLeft) {

    /** The same of one of several runs. */
    public Report within(String run) {
      return new Report(
          run + ", " + description,
          requests,
          allRequests,
          unit,
          requestsPerSecond,
          tokensPerSecond,
          secondsLeft);
    }
  }

  void report(Report report);
}
