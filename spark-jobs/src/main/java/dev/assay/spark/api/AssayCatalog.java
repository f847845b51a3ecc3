package dev.assay.spark.api;

import dev.assay.core.error.AssayException;
import dev.assay.spark.internal.sql.ModelCatalog;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Model functions for SQL: {@code spark.sql.catalog.assay=dev.assay.spark.api.AssayCatalog}, then
 * {@code assay.generate(prompt)}, {@code assay.generate(prompt, parameters)}, {@code
 * assay.loglikelihood(context, continuation)}, {@code assay.count_tokens(text)}.
 *
 * <p>Options, after {@code spark.sql.catalog.assay.}: {@code model}, the folder ({@code
 * spark.assay.model} where it is left out); {@code max_prompt_tokens}; any {@link
 * dev.assay.core.generation.GenerationParameter} as the default of {@code generate}. Several
 * catalogs are several models.
 *
 * @since 0.1
 */
public final class AssayCatalog implements FunctionCatalog {
  private final ModelCatalog functions = new ModelCatalog();

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    functions.initialize(name, options);
  }

  @Override
  public String name() {
    return functions.name();
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return functions.listFunctions(namespace);
  }

  /**
   * @throws NoSuchFunctionException for a name in a namespace: the catalog has none
   * @throws AssayException of kind USAGE for a function or an option that does not exist; of kind
   *     MODEL where the model's folder is missing or broken
   */
  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    return functions.loadFunction(identifier);
  }
}
