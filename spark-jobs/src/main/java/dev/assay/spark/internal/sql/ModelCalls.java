package dev.assay.spark.internal.sql;

import dev.assay.spark.internal.functions.ModelFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/** Model functions over DataFrames, whether their session has {@link ModelCallRules} or not. */
public final class ModelCalls {
  private static final String ARGUMENT = "_assay_argument_";

  private ModelCalls() {}

  /**
   * The rows with the result of a call after their columns, lazily.
   *
   * @param name of the new column, which no other has
   * @param arguments all that the function has; they are cast to its types
   */
  public static Dataset<Row> withCall(
      Dataset<Row> rows, String name, ModelFunction function, Column... arguments) {
    SparkSession session = (SparkSession) rows.sparkSession();
    planCalls(session.experimental());
    List<Column> columns = new ArrayList<>(List.of(functions.col("*")));
    for (int i = 0; i < arguments.length; i++) {
      columns.add(arguments[i].cast(function.arguments().fields()[i].dataType()).as(ARGUMENT + i));
    }
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows.select(columns.toArray(Column[]::new)))
            .logicalPlan();
    List<Attribute> output = CollectionConverters.asJava(plan.output());
    List<Expression> values =
        new ArrayList<>(output.subList(output.size() - arguments.length, output.size()));
    ModelCall call =
        new ModelCall(new ModelScalarFunction(function, arguments.length), Calls.sequence(values));
    LogicalPlan called =
        new ModelCallsNode(
            Calls.sequence(List.of(call)), Calls.sequence(List.of(Calls.result(call, name))), plan);
    Dataset<Row> answered = org.apache.spark.sql.classic.Dataset.ofRows(session, called);
    String[] internal = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      internal[i] = ARGUMENT + i;
    }
    return answered.drop(internal);
  }

  /** Lets a session plan calls. */
  private static synchronized void planCalls(ExperimentalMethods methods) {
    List<SparkStrategy> strategies = CollectionConverters.asJava(methods.extraStrategies());
    if (strategies.stream().noneMatch(ModelCallsStrategy.class::isInstance)) {
      List<SparkStrategy> more = new ArrayList<>(strategies);
      more.add(new ModelCallsStrategy());
      methods.extraStrategies_$eq(Calls.sequence(more));
      List<Rule<LogicalPlan>> rules =
          new ArrayList<>(CollectionConverters.asJava(methods.extraOptimizations()));
      rules.add(new PushThroughModelCalls());
      methods.extraOptimizations_$eq(Calls.sequence(rules));
    }
  }
}
