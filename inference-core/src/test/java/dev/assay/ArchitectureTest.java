package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of inference-core, which never turn round. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("error")
          .definedBy("dev.assay.error")
          .layer("digest")
          .definedBy("dev.assay.digest")
          .layer("parallel")
          .definedBy("dev.assay.parallel")
          .layer("kernel")
          .definedBy("dev.assay.kernel")
          .layer("tokenizer")
          .definedBy("dev.assay.tokenizer")
          .layer("forest")
          .definedBy("dev.assay.forest")
          .layer("model")
          .definedBy("dev.assay.model")
          .layer("checkpoint")
          .definedBy("dev.assay.checkpoint")
          .layer("sampling")
          .definedBy("dev.assay.sampling")
          .layer("engine")
          .definedBy("dev.assay.engine")
          .layer("replica")
          .definedBy("dev.assay.replica")
          .layer("text")
          .definedBy("dev.assay.text")
          .layer("generation")
          .definedBy("dev.assay.generation")
          .layer("bench")
          .definedBy("dev.assay.bench")
          .whereLayer("replica")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bench")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("generation")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("generation")
          .whereLayer("sampling")
          .mayOnlyBeAccessedByLayers("engine", "generation")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("replica", "generation", "bench")
          .whereLayer("checkpoint")
          .mayOnlyBeAccessedByLayers("replica", "bench")
          .whereLayer("tokenizer")
          .mayOnlyBeAccessedByLayers("replica", "generation")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("engine", "checkpoint", "replica", "bench")
          .whereLayer("forest")
          .mayOnlyBeAccessedByLayers("model", "engine", "bench")
          .whereLayer("digest")
          .mayOnlyBeAccessedByLayers("checkpoint", "tokenizer", "replica")
          .whereLayer("parallel")
          .mayOnlyBeAccessedByLayers("model", "engine", "checkpoint", "replica", "bench")
          .whereLayer("kernel")
          .mayOnlyBeAccessedByLayers(
              "forest", "model", "sampling", "engine", "checkpoint", "replica", "bench");

  @ArchTest
  static final ArchRule VECTOR_API_ONLY_IN_KERNELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.kernel")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule MODELS_KNOW_NO_FILES =
      noClasses()
          .that()
          .resideInAnyPackage("dev.assay.kernel", "dev.assay.forest", "dev.assay.model")
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
