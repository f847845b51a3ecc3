package dev.assay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
          .layer("session")
          .definedBy("dev.assay.spark.internal.session")
          .layer("rows")
          .definedBy("dev.assay.rows")
          .layer("executor")
          .definedBy("dev.assay.spark.internal.executor")
          .layer("progress")
          .definedBy("dev.assay.spark.internal.progress")
          .layer("chunks")
          .definedBy("dev.assay.spark.internal.chunks")
          .layer("tables")
          .definedBy("dev.assay.spark.internal.tables")
          .layer("programs")
          .definedBy("dev.assay.spark.internal.programs")
          .layer("evaluate")
          .definedBy("dev.assay.spark.internal.evaluate")
          .layer("judge")
          .definedBy("dev.assay.spark.internal.judge")
          .layer("sidebyside")
          .definedBy("dev.assay.spark.internal.sidebyside")
          .layer("gate")
          .definedBy("dev.assay.spark.internal.gate")
          .layer("functions")
          .definedBy("dev.assay.spark.internal.functions")
          .layer("openai")
          .definedBy("dev.assay.spark.internal.openai")
          .layer("sql")
          .definedBy("dev.assay.spark.internal.sql")
          .layer("generate")
          .definedBy("dev.assay.spark.internal.generate")
          .layer("api")
          .definedBy("dev.assay.spark.api")
          .layer("bench")
          .definedBy("dev.assay.bench")
          .layer("cli")
          .definedBy("dev.assay.cli..")
          .layer("datasets")
          .definedBy("dev.assay.datasets")
          .layer("hub")
          .definedBy("dev.assay.hub")
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers(
              "chunks", "tables", "evaluate", "judge", "sidebyside", "gate", "generate", "cli")
          .whereLayer("hub")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("gate")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("datasets")
          .mayOnlyBeAccessedByLayers("evaluate", "sidebyside", "cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rows")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("tables")
          .mayOnlyBeAccessedByLayers("evaluate", "programs", "sidebyside", "gate", "cli")
          .whereLayer("programs")
          .mayOnlyBeAccessedByLayers("evaluate", "cli")
          .whereLayer("sidebyside")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("judge")
          .mayOnlyBeAccessedByLayers("sidebyside", "cli")
          .whereLayer("evaluate")
          .mayOnlyBeAccessedByLayers("judge", "sidebyside", "cli")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("api", "cli")
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers("api", "generate")
          .whereLayer("openai")
          .mayOnlyBeAccessedByLayers("generate")
          .whereLayer("functions")
          .mayOnlyBeAccessedByLayers("openai", "sql", "generate")
          .whereLayer("executor")
          .mayOnlyBeAccessedByLayers(
              "api", "evaluate", "progress", "functions", "openai", "sql", "generate")
          .whereLayer("progress")
          .mayOnlyBeAccessedByLayers(
              "evaluate",
              "programs",
              "sidebyside",
              "functions",
              "openai",
              "sql",
              "chunks",
              "generate",
              "cli")
          .whereLayer("chunks")
          .mayOnlyBeAccessedByLayers("evaluate", "sidebyside", "generate", "gate", "cli");

  /** The settings of a replica are the rows' as well, which know no cluster. */
  @ArchTest
  static final ArchRule INTERNALS_ARE_REACHED_THROUGH_API_AND_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.assay.spark.internal..", "dev.assay.spark.api..", "dev.assay.cli..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.assay.spark.internal..")
                  .and(resideOutsideOfPackage("dev.assay.spark.internal.settings")));

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
          .resideInAnyPackage("dev.assay.datasets..", "dev.assay.hub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule ROOMS_OF_THE_COMMAND_LINE_FORM_NO_CIRCLE =
      slices().matching("dev.assay.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_DO_NOT_KNOW_THE_HOUSE =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.cli.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.assay.cli");
}
