package dev.assay.spark.internal.sql;

import dev.assay.spark.internal.functions.ModelFunction;
import dev.assay.spark.internal.functions.PromptKind;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/** The functions of a catalog. */
enum CatalogFunction {
  GENERATE(1, 3, "generate(prompt[, parameters[, row_id]]): the text after a prompt") {
    @Override
    ModelFunction bound(CatalogModel model, StructType arguments) {
      DataType prompt = arguments.fields()[0].dataType();
      return model.generate(prompt instanceof NullType ? PromptKind.TEXT : PromptKind.of(prompt));
    }
  },
  LOGLIKELIHOOD(2, 2, "loglikelihood(context, continuation): how probable a continuation is") {
    @Override
    ModelFunction bound(CatalogModel model, StructType arguments) {
      return model.logLikelihood();
    }
  },
  COUNT_TOKENS(1, 1, "count_tokens(text): how many tokens a text has, without BOS") {
    @Override
    ModelFunction bound(CatalogModel model, StructType arguments) {
      return model.countTokens();
    }
  };

  private final int least;
  private final int most;
  private final String description;

  CatalogFunction(int least, int most, String description) {
    this.least = least;
    this.most = most;
    this.description = description;
  }

  abstract ModelFunction bound(CatalogModel model, StructType arguments);

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CatalogFunction named(String name) {
    return Arrays.stream(values())
        .filter(function -> function.text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  UnboundFunction unbound(CatalogModel model) {
    return new UnboundFunction() {
      @Override
      public BoundFunction bind(StructType arguments) {
        int count = arguments.length();
        if (count < least || count > most) {
          throw new UnsupportedOperationException(
              text() + " is called with " + count + " arguments; call " + description);
        }
        return new ModelScalarFunction(bound(model, arguments), count);
      }

      @Override
      public String description() {
        return description;
      }

      @Override
      public String name() {
        return text();
      }
    };
  }
}
