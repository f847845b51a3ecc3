package dev.assay.eval;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assay.core.engine.ScoreRequest;

/** The arrows of eval-suites, which never turn round. */
@AnalyzeClasses(packages = "dev.assay.eval", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("task")
          .definedBy("dev.assay.eval.task")
          .layer("data")
          .definedBy("dev.assay.eval.data")
          .layer("prompt")
          .definedBy("dev.assay.eval.prompt")
          .layer("encoding")
          .definedBy("dev.assay.eval.encoding")
          .layer("outcome")
          .definedBy("dev.assay.eval.outcome")
          .layer("score")
          .definedBy("dev.assay.eval.score")
          .layer("harness")
          .definedBy("dev.assay.eval.harness")
          .layer("comparison")
          .definedBy("dev.assay.eval.comparison")
          .layer("report")
          .definedBy("dev.assay.eval.report")
          .layer("form")
          .definedBy("dev.assay.eval.form")
          .layer("registry")
          .definedBy("dev.assay.eval.registry")
          .layer("python")
          .definedBy("dev.assay.eval.python")
          .layer("language")
          .definedBy("dev.assay.eval.language")
          .layer("segmentation")
          .definedBy("dev.assay.eval.segmentation")
          .layer("instruction")
          .definedBy("dev.assay.eval.instruction")
          .layer("completion")
          .definedBy("dev.assay.eval.completion")
          .whereLayer("python")
          .mayNotAccessAnyLayer()
          .whereLayer("language")
          .mayOnlyAccessLayers("python")
          .whereLayer("segmentation")
          .mayOnlyAccessLayers("python")
          .whereLayer("instruction")
          .mayOnlyAccessLayers("outcome", "python", "language", "segmentation")
          .whereLayer("completion")
          .mayOnlyAccessLayers("score", "outcome", "task", "instruction", "python")
          .whereLayer("outcome")
          .mayNotAccessAnyLayer()
          .whereLayer("task")
          .mayNotAccessAnyLayer()
          .whereLayer("comparison")
          .mayOnlyAccessLayers("completion", "score", "outcome", "task")
          .whereLayer("data")
          .mayOnlyAccessLayers("task")
          .whereLayer("prompt")
          .mayOnlyAccessLayers("data", "task", "outcome", "instruction", "python")
          .whereLayer("encoding")
          .mayOnlyAccessLayers("prompt")
          .whereLayer("score")
          .mayOnlyAccessLayers("outcome", "task")
          .whereLayer("harness")
          .mayOnlyAccessLayers("outcome", "data", "task")
          .whereLayer("report")
          .mayOnlyAccessLayers(
              "harness", "completion", "score", "outcome", "prompt", "data", "task")
          .whereLayer("form")
          .mayOnlyAccessLayers("data")
          .whereLayer("registry")
          .mayOnlyAccessLayers("form", "data");

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_LAYER =
      classes()
          .should()
          .resideInAnyPackage(
              "dev.assay.eval.task",
              "dev.assay.eval.data",
              "dev.assay.eval.form",
              "dev.assay.eval.registry",
              "dev.assay.eval.prompt",
              "dev.assay.eval.encoding",
              "dev.assay.eval.outcome",
              "dev.assay.eval.python",
              "dev.assay.eval.language",
              "dev.assay.eval.segmentation",
              "dev.assay.eval.instruction",
              "dev.assay.eval.completion",
              "dev.assay.eval.score",
              "dev.assay.eval.harness",
              "dev.assay.eval.comparison",
              "dev.assay.eval.report");

  /**
   * Of inference-core, errors, digests and text, and where prompts become requests, tokenizers and
   * requests.
   */
  @ArchTest
  static final ArchRule ONLY_THE_INFERENCE_API =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.assay..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "dev.assay.eval..",
                              "dev.assay.core.error",
                              "dev.assay.core.digest",
                              "dev.assay.core.text",
                              "dev.assay.core.tokenizer")))
                  .and(not(JavaClass.Predicates.equivalentTo(ScoreRequest.class))));

  @ArchTest
  static final ArchRule ONLY_ENCODING_KNOWS_TOKENS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.eval.encoding")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.assay.core.tokenizer", "dev.assay.core.engine");

  @ArchTest
  static final ArchRule NO_CLUSTER_TYPES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");
}
