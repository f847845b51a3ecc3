package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of spark-jobs, which never turn round. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ROWS_KNOW_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.rows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..", "org.apache.hadoop..", "scala..", "dev.assay.spark..");

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_COMMANDS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.assay.cli..");
}
