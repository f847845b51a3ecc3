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
          .definedBy("dev.assay.settings")
          .layer("rows")
          .definedBy("dev.assay.rows")
          .layer("spark")
          .definedBy("dev.assay.spark")
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
          .whereLayer("spark")
          .mayOnlyBeAccessedByLayers("cli");

  @ArchTest
  static final ArchRule ROWS_AND_SETTINGS_KNOW_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAnyPackage("dev.assay.rows..", "dev.assay.settings..")
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
