package dev.assay.spark.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeSet$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.types.Metadata;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Calls and the columns they become, in Scala's collections. */
final class Calls {
  private Calls() {}

  /** The column that a call becomes. */
  static Attribute result(ModelCall call, String name) {
    return new AttributeReference(
        name,
        call.dataType(),
        true,
        Metadata.empty(),
        NamedExpression$.MODULE$.newExprId(),
        sequence(List.of()));
  }

  /** A child's columns, and those of calls after them. */
  static Seq<Attribute> output(Seq<Attribute> child, Seq<Attribute> results) {
    List<Attribute> output = new ArrayList<>(CollectionConverters.asJava(child));
    output.addAll(CollectionConverters.asJava(results));
    return sequence(output);
  }

  static AttributeSet set(Seq<Attribute> attributes) {
    return AttributeSet$.MODULE$.apply(expressions(attributes));
  }

  /** Columns that the calls read. */
  static AttributeSet references(Seq<Expression> calls) {
    AttributeSet references = set(sequence(List.of()));
    for (Expression call : CollectionConverters.asJava(calls)) {
      references = references.$plus$plus(call.references());
    }
    return references;
  }

  static Seq<Expression> expressions(Seq<Attribute> attributes) {
    return sequence(CollectionConverters.asJava(attributes));
  }

  static <T> Seq<T> sequence(Collection<? extends T> elements) {
    return CollectionConverters.<T>asScala(new ArrayList<T>(elements)).toSeq();
  }
}
