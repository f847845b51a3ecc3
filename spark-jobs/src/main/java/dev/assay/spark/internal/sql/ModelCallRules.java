package dev.assay.spark.internal.sql;

import org.apache.spark.sql.SparkSessionExtensions;

/** What a session needs to evaluate model functions over batches of rows. */
public final class ModelCallRules {
  private ModelCallRules() {}

  public static void inject(SparkSessionExtensions extensions) {
    extensions.injectPostHocResolutionRule(session -> new ExtractModelCalls());
    extensions.injectOptimizerRule(session -> new PushThroughModelCalls());
    extensions.injectPlannerStrategy(session -> new ModelCallsStrategy());
  }
}
