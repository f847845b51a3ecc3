package dev.assay.spark.internal.sql;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.GenerationParameter;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.functions.CountTokensFunction;
import dev.assay.spark.internal.functions.GenerateFunction;
import dev.assay.spark.internal.functions.LogLikelihoodFunction;
import dev.assay.spark.internal.functions.PromptKind;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The model of a catalog, and what its functions do by default. */
record CatalogModel(
    ModelReference model, int mostPromptTokens, GenerationOptions options, TaskCounts counts) {
  private static final String MAX_PROMPT_TOKENS = "max_prompt_tokens";

  /**
   * @throws AssayException of kind USAGE for an option that does not exist or does not fit; of kind
   *     MODEL where the folder is missing or broken
   */
  static CatalogModel open(
      SparkContext context, String catalog, Settings settings, CaseInsensitiveStringMap options) {
    String prefix = "spark.sql.catalog." + catalog + ".";
    if (settings.text(Setting.MODEL).isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the catalog " + catalog + " has no model",
          "neither " + prefix + "model nor " + Setting.MODEL.key() + " is set",
          "set one to a Hugging Face model folder, at the same path on every host");
    }
    ModelFolder folder = ModelFolder.open(Path.of(settings.text(Setting.MODEL)));
    return new CatalogModel(
        ModelReference.of(folder, ReplicaSettings.of(settings)),
        GenerateFunction.mostPromptTokens(folder, mostPromptTokens(prefix, options)),
        options(prefix, options),
        TaskCounts.in(context));
  }

  private static OptionalInt mostPromptTokens(String prefix, CaseInsensitiveStringMap options) {
    if (!options.containsKey(MAX_PROMPT_TOKENS)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(options.get(MAX_PROMPT_TOKENS)));
    } catch (NumberFormatException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          prefix + MAX_PROMPT_TOKENS + " is '" + options.get(MAX_PROMPT_TOKENS) + "'",
          "it is a count of tokens",
          "give a whole number",
          e);
    }
  }

  private static GenerationOptions options(String prefix, CaseInsensitiveStringMap options) {
    List<String> known = new ArrayList<>(GenerationParameter.names());
    Map<String, String> parameters = new HashMap<>(options.asCaseSensitiveMap());
    parameters.remove("model");
    parameters.remove(MAX_PROMPT_TOKENS);
    known.add("model");
    known.add(MAX_PROMPT_TOKENS);
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "setting " + prefix + name + " does not exist",
            "the catalog's options are " + String.join(", ", known),
            NearestNames.suggestion(name, known, "leave it out"));
      }
    }
    return GenerationParameter.apply(GenerationOptions.DEFAULT, parameters);
  }

  GenerateFunction generate(PromptKind prompt) {
    return new GenerateFunction(
        model, prompt, false, mostPromptTokens, options, false, true, counts);
  }

  LogLikelihoodFunction logLikelihood() {
    return new LogLikelihoodFunction(model, false, counts);
  }

  CountTokensFunction countTokens() {
    return new CountTokensFunction(model);
  }
}
