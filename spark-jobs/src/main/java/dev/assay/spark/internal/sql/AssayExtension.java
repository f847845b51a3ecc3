package dev.assay.spark.internal.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Evaluates model functions over batches of rows, in every query of a session: {@code
 * spark.sql.extensions=dev.assay.spark.internal.sql.AssayExtension}.
 */
public final class AssayExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectPostHocResolutionRule(session -> new ExtractModelCalls());
    extensions.injectOptimizerRule(session -> new PushThroughModelCalls());
    extensions.injectPlannerStrategy(session -> new ModelCallsStrategy());
    return BoxedUnit.UNIT;
  }
}
