package dev.assay.spark.internal.sql;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.jdk.javaapi.CollectionConverters;

/** The functions of one catalog; its model is opened when a query first names one. */
public final class ModelCatalog implements FunctionCatalog {
  private String name;
  private CaseInsensitiveStringMap options;
  private CatalogModel model;

  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap given) {
    this.name = catalog;
    this.options = given;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return namespace.length > 0
        ? new Identifier[0]
        : Arrays.stream(CatalogFunction.values())
            .map(function -> Identifier.of(namespace, function.text()))
            .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    List<String> names =
        Arrays.stream(CatalogFunction.values()).map(CatalogFunction::text).toList();
    if (identifier.namespace().length > 0) {
      throw new NoSuchFunctionException(identifier);
    }
    if (!names.contains(identifier.name())) {
      throw new AssayException(
          ErrorKind.USAGE,
          "function " + name + "." + identifier.name() + " does not exist",
          "the functions are " + String.join(", ", names),
          NearestNames.suggestion(identifier.name(), names, "call one of them"));
    }
    return CatalogFunction.named(identifier.name()).unbound(model());
  }

  /** Opened when a query first names a function. */
  private synchronized CatalogModel model() {
    if (model == null) {
      SparkSession spark = SparkSession.active();
      Map<String, String> configuration =
          new HashMap<>(CollectionConverters.asJava(spark.conf().getAll()));
      Settings settings =
          Settings.of(configuration)
              .with(Setting.MODEL, options.get("model"), "spark.sql.catalog." + name + ".model");
      model = CatalogModel.open(spark.sparkContext(), name, settings, options);
    }
    return model;
  }
}
