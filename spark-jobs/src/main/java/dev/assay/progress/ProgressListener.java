package dev.assay.progress;

/** Hears how a run goes on. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * @param requests scored by this invocation so far
   * @param allRequests that this invocation has to score
   * @param requestsPerSecond since it began
   * @param tokensPerSecond computed since it began
   * @param secondsLeft at this speed; NaN before anything is scored
   */
  record Report(
      String description,
      long requests,
      long allRequests,
      double requestsPerSecond,
      double tokensPerSecond,
      double secondsLeft) {

    /** The same of one of several runs. */
    public Report within(String run) {
      return new Report(
          run + ", " + description,
          requests,
          allRequests,
          requestsPerSecond,
          tokensPerSecond,
          secondsLeft);
    }
  }

  void report(Report report);
}
