package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of spark-jobs, which never turn round. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("settings")
          .definedBy("dev.assay.spark.internal.settings")
          .layer("rows")
          .definedBy("dev.assay.rows")
          .layer("executor")
          .definedBy("dev.assay.spark.internal.executor")
          .layer("progress")
          .definedBy("dev.assay.spark.internal.progress")
          .layer("work")
          .definedBy("dev.assay.spark.internal.work")
          .layer("tables")
          .definedBy("dev.assay.spark.internal.tables")
          .layer("spark")
          .definedBy("dev.assay.spark.internal.evaluate")
          .layer("functions")
          .definedBy("dev.assay.spark.internal.functions")
          .layer("openai")
          .definedBy("dev.assay.spark.internal.openai")
          .layer("sql")
          .definedBy("dev.assay.spark.internal.sql")
          .layer("generate")
          .definedBy("dev.assay.spark.internal.generate")
          .layer("completion")
          .definedBy("dev.assay.spark.internal.completion")
          .layer("ml")
          .definedBy("dev.assay.spark.internal.ml")
          .layer("bench")
          .definedBy("dev.assay.bench")
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .layer("cli")
          .definedBy("dev.assay.cli")
          .layer("datasets")
          .definedBy("dev.assay.datasets")
          .whereLayer("datasets")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rows")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("tables")
          .mayOnlyBeAccessedByLayers("spark", "completion", "cli")
          .whereLayer("spark")
          .mayOnlyBeAccessedByLayers("completion", "cli")
          .whereLayer("completion")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("ml")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("ml", "completion", "cli")
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers("generate")
          .whereLayer("openai")
          .mayOnlyBeAccessedByLayers("generate")
          .whereLayer("functions")
          .mayOnlyBeAccessedByLayers("openai", "sql", "generate")
          .whereLayer("executor")
          .mayOnlyBeAccessedByLayers("spark", "functions", "openai", "sql", "generate")
          .whereLayer("progress")
          .mayOnlyBeAccessedByLayers(
              "spark", "functions", "openai", "sql", "generate", "completion", "cli")
          .whereLayer("work")
          .mayOnlyBeAccessedByLayers("spark", "generate", "completion", "cli");

  @ArchTest
  static final ArchRule ROWS_AND_SETTINGS_KNOW_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAnyPackage("dev.assay.rows..", "dev.assay.spark.internal.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule DATASETS_NEED_NO_SPARK =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.datasets..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");
}
