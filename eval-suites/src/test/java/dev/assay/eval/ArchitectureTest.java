package dev.assay.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of eval-suites, which never turn round. */
@AnalyzeClasses(packages = "dev.assay.eval", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("yaml")
          .definedBy("dev.assay.eval.yaml")
          .layer("statistic")
          .definedBy("dev.assay.eval.statistic")
          .layer("preference")
          .definedBy("dev.assay.eval.preference..")
          .layer("function")
          .definedBy("dev.assay.eval.function")
          .layer("mathematics")
          .definedBy("dev.assay.eval.mathematics")
          .layer("python")
          .definedBy("dev.assay.eval.python")
          .layer("document")
          .definedBy("dev.assay.eval.document")
          .layer("item")
          .definedBy("dev.assay.eval.item")
          .layer("filter")
          .definedBy("dev.assay.eval.filter")
          .layer("program")
          .definedBy("dev.assay.eval.program")
          .layer("language")
          .definedBy("dev.assay.eval.language")
          .layer("segmentation")
          .definedBy("dev.assay.eval.segmentation")
          .layer("scorer")
          .definedBy("dev.assay.eval.scorer")
          .layer("translation")
          .definedBy("dev.assay.eval.translation")
          .layer("instruction")
          .definedBy("dev.assay.eval.instruction")
          .layer("response")
          .definedBy("dev.assay.eval.response")
          .layer("form")
          .definedBy("dev.assay.eval.form")
          .layer("registry")
          .definedBy("dev.assay.eval.registry")
          .layer("dataset")
          .definedBy("dev.assay.eval.dataset")
          .layer("metric")
          .definedBy("dev.assay.eval.metric")
          .layer("catalog")
          .definedBy("dev.assay.eval.catalog")
          .layer("prompt")
          .definedBy("dev.assay.eval.prompt")
          .layer("request")
          .definedBy("dev.assay.eval.request")
          .layer("run")
          .definedBy("dev.assay.eval.run")
          .layer("judge")
          .definedBy("dev.assay.eval.judge")
          .layer("harness")
          .definedBy("dev.assay.eval.harness")
          .layer("comparison")
          .definedBy("dev.assay.eval.comparison")
          .layer("safety")
          .definedBy("dev.assay.eval.safety")
          .layer("rating")
          .definedBy("dev.assay.eval.rating")
          .layer("report")
          .definedBy("dev.assay.eval.report")
          .layer("page")
          .definedBy("dev.assay.eval.page")
          .layer("runreport")
          .definedBy("dev.assay.eval.runreport")
          .layer("sidebyside")
          .definedBy("dev.assay.eval.sidebyside")
          .layer("gate")
          .definedBy("dev.assay.eval.gate..")
          .whereLayer("gate")
          .mayOnlyAccessLayers(
              "catalog",
              "comparison",
              "filter",
              "item",
              "metric",
              "page",
              "response",
              "run",
              "statistic",
              "yaml")
          .whereLayer("runreport")
          .mayOnlyAccessLayers(
              "catalog",
              "comparison",
              "filter",
              "item",
              "metric",
              "page",
              "report",
              "response",
              "run",
              "statistic")
          .whereLayer("sidebyside")
          .mayOnlyAccessLayers("page", "preference", "rating", "scorer", "statistic")
          .whereLayer("page")
          .mayOnlyAccessLayers("statistic")
          .whereLayer("yaml")
          .mayNotAccessAnyLayer()
          .whereLayer("statistic")
          .mayNotAccessAnyLayer()
          .whereLayer("preference")
          .mayOnlyAccessLayers("statistic")
          .whereLayer("mathematics")
          .mayNotAccessAnyLayer()
          .whereLayer("function")
          .mayOnlyAccessLayers("mathematics")
          .whereLayer("python")
          .mayNotAccessAnyLayer()
          .whereLayer("document")
          .mayNotAccessAnyLayer()
          .whereLayer("item")
          .mayNotAccessAnyLayer()
          .whereLayer("filter")
          .mayNotAccessAnyLayer()
          .whereLayer("program")
          .mayNotAccessAnyLayer()
          .whereLayer("language")
          .mayOnlyAccessLayers("python")
          .whereLayer("segmentation")
          .mayOnlyAccessLayers("python")
          .whereLayer("scorer")
          .mayNotAccessAnyLayer()
          .whereLayer("translation")
          .mayOnlyAccessLayers("python")
          .whereLayer("instruction")
          .mayOnlyAccessLayers("item", "language", "python", "segmentation")
          .whereLayer("response")
          .mayOnlyAccessLayers("item", "program")
          .whereLayer("form")
          .mayOnlyAccessLayers("document")
          .whereLayer("registry")
          .mayOnlyAccessLayers("document", "form")
          .whereLayer("dataset")
          .mayOnlyAccessLayers("document", "form", "registry")
          .whereLayer("metric")
          .mayOnlyAccessLayers(
              "filter",
              "instruction",
              "item",
              "mathematics",
              "program",
              "python",
              "response",
              "scorer",
              "statistic",
              "translation")
          .whereLayer("catalog")
          .mayOnlyAccessLayers("document", "filter", "function", "item", "metric", "yaml")
          .whereLayer("prompt")
          .mayOnlyAccessLayers(
              "catalog", "document", "filter", "function", "item", "metric", "python")
          .whereLayer("request")
          .mayOnlyAccessLayers("item", "response")
          .whereLayer("run")
          .mayOnlyAccessLayers(
              "catalog",
              "document",
              "item",
              "metric",
              "program",
              "request",
              "response",
              "scorer",
              "statistic")
          .whereLayer("judge")
          .mayOnlyAccessLayers(
              "catalog",
              "comparison",
              "document",
              "item",
              "metric",
              "preference",
              "prompt",
              "response",
              "run",
              "scorer",
              "sidebyside")
          .whereLayer("harness")
          .mayOnlyAccessLayers("document", "form", "item", "response")
          .whereLayer("comparison")
          .mayOnlyAccessLayers(
              "catalog",
              "document",
              "filter",
              "item",
              "metric",
              "response",
              "run",
              "scorer",
              "statistic")
          .whereLayer("safety")
          .mayOnlyAccessLayers(
              "comparison",
              "document",
              "item",
              "judge",
              "metric",
              "page",
              "response",
              "run",
              "scorer",
              "statistic")
          .whereLayer("rating")
          .mayOnlyAccessLayers("document", "form", "preference")
          .whereLayer("report")
          .mayOnlyAccessLayers(
              "catalog",
              "document",
              "item",
              "metric",
              "page",
              "request",
              "response",
              "run",
              "statistic");

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_LAYER =
      classes()
          .should()
          .resideInAnyPackage(
              "dev.assay.eval.gate..",
              "dev.assay.eval.statistic",
              "dev.assay.eval.page",
              "dev.assay.eval.preference..",
              "dev.assay.eval.rating",
              "dev.assay.eval.safety",
              "dev.assay.eval.judge",
              "dev.assay.eval.sidebyside",
              "dev.assay.eval.yaml",
              "dev.assay.eval.function",
              "dev.assay.eval.mathematics",
              "dev.assay.eval.python",
              "dev.assay.eval.document",
              "dev.assay.eval.item",
              "dev.assay.eval.filter",
              "dev.assay.eval.program",
              "dev.assay.eval.language",
              "dev.assay.eval.segmentation",
              "dev.assay.eval.scorer",
              "dev.assay.eval.translation",
              "dev.assay.eval.instruction",
              "dev.assay.eval.response",
              "dev.assay.eval.form",
              "dev.assay.eval.registry",
              "dev.assay.eval.dataset",
              "dev.assay.eval.metric",
              "dev.assay.eval.catalog",
              "dev.assay.eval.prompt",
              "dev.assay.eval.request",
              "dev.assay.eval.run",
              "dev.assay.eval.harness",
              "dev.assay.eval.comparison",
              "dev.assay.eval.report",
              "dev.assay.eval.runreport");

  /** How a model computes is nobody's business here. */
  @ArchTest
  static final ArchRule ONLY_THE_INFERENCE_API =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.assay.core.kernel",
              "dev.assay.core.forest",
              "dev.assay.core.model",
              "dev.assay.core.checkpoint",
              "dev.assay.core.parallel");

  @ArchTest
  static final ArchRule ONLY_REQUESTS_KNOW_MODELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.eval.request")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.assay.core.tokenizer",
              "dev.assay.core.engine",
              "dev.assay.core.sampling",
              "dev.assay.core.generation",
              "dev.assay.core.replica");

  @ArchTest
  static final ArchRule NO_CLUSTER_TYPES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");
}
