package dev.assay.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of inference-core, which never turn round. */
@AnalyzeClasses(packages = "dev.assay.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("error")
          .definedBy("dev.assay.core.error")
          .layer("digest")
          .definedBy("dev.assay.core.digest")
          .layer("parallel")
          .definedBy("dev.assay.core.parallel")
          .layer("kernel")
          .definedBy("dev.assay.core.kernel")
          .layer("family")
          .definedBy("dev.assay.core.family")
          .layer("tokenizer")
          .definedBy("dev.assay.core.tokenizer")
          .layer("forest")
          .definedBy("dev.assay.core.forest")
          .layer("model")
          .definedBy("dev.assay.core.model")
          .layer("checkpoint")
          .definedBy("dev.assay.core.checkpoint")
          .layer("sampling")
          .definedBy("dev.assay.core.sampling")
          .layer("engine")
          .definedBy("dev.assay.core.engine")
          .layer("replica")
          .definedBy("dev.assay.core.replica")
          .layer("text")
          .definedBy("dev.assay.core.text")
          .layer("generation")
          .definedBy("dev.assay.core.generation")
          .layer("gguf")
          .definedBy("dev.assay.core.gguf")
          .layer("python")
          .definedBy("dev.assay.core.python")
          .layer("jinja")
          .definedBy("dev.assay.core.jinja..")
          .whereLayer("family")
          .mayOnlyBeAccessedByLayers("model", "checkpoint", "engine", "replica", "generation")
          .whereLayer("jinja")
          .mayOnlyBeAccessedByLayers("generation")
          .whereLayer("gguf")
          .mayOnlyBeAccessedByLayers("checkpoint", "tokenizer")
          .whereLayer("python")
          .mayOnlyBeAccessedByLayers("jinja")
          .whereLayer("replica")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("generation")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("generation", "jinja")
          .whereLayer("sampling")
          .mayOnlyBeAccessedByLayers("engine", "generation")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("replica", "generation")
          .whereLayer("checkpoint")
          .mayOnlyBeAccessedByLayers("replica")
          .whereLayer("tokenizer")
          .mayOnlyBeAccessedByLayers("replica", "generation")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("engine", "checkpoint", "replica")
          .whereLayer("forest")
          .mayOnlyBeAccessedByLayers("model", "engine")
          .whereLayer("digest")
          .mayOnlyBeAccessedByLayers("checkpoint", "tokenizer", "replica", "generation")
          .whereLayer("parallel")
          .mayOnlyBeAccessedByLayers("model", "engine", "checkpoint", "replica")
          .whereLayer("kernel")
          .mayOnlyBeAccessedByLayers(
              "forest", "family", "model", "sampling", "engine", "checkpoint", "replica", "gguf");

  @ArchTest
  static final ArchRule VECTOR_API_ONLY_IN_KERNELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.core.kernel")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  /** No template reaches what is not data. */
  @ArchTest
  static final ArchRule TEMPLATES_KNOW_NO_FILES_AND_NO_REFLECTION =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.core.jinja..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.io..", "java.lang.reflect..");

  @ArchTest
  static final ArchRule MODELS_KNOW_NO_FILES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.assay.core.kernel",
              "dev.assay.core.family",
              "dev.assay.core.forest",
              "dev.assay.core.model")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio..", "com.fasterxml..");

  @ArchTest
  static final ArchRule NO_CLUSTER_TYPES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");
}
