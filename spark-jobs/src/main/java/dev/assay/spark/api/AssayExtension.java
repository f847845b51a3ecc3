package dev.assay.spark.api;

import dev.assay.spark.internal.sql.ModelCallRules;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Evaluates model functions over batches of rows, in every query of a session: {@code
 * spark.sql.extensions=dev.assay.spark.api.AssayExtension}. Without it a query's calls are
 * evaluated a row at a time, with the same results.
 *
 * @since 0.1
 */
public final class AssayExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    ModelCallRules.inject(extensions);
    return BoxedUnit.UNIT;
  }
}
