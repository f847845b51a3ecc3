package dev.assay.spark.interop

import java.nio.file.{Files, Path}
import java.util.{Optional, OptionalInt}

import scala.jdk.CollectionConverters._

import dev.assay.core.error.FailureBudget
import dev.assay.datasets.DatasetForms
import dev.assay.eval.request.Truncation
import dev.assay.eval.prompt.{DocumentLimit, FewShotSampling}
import dev.assay.eval.catalog.TaskCatalog
import dev.assay.spark.internal.settings.Settings
import dev.assay.spark.internal.evaluate.{EvaluateJob, EvaluateSettings}
import dev.assay.core.testing.SyntheticCheckpoint
import dev.assay.spark.testing.SampleBenchmarks
import org.apache.spark.sql.SparkSession
import org.scalatest.funsuite.AnyFunSuite

/** The job as a Scala program uses it, and its tables as typed datasets. */
class EvaluateFromScalaSuite extends AnyFunSuite {
  import EvaluateFromScalaSuite._

  test("a job runs in the caller's session, and its tables are datasets of case classes") {
    val folder = Files.createTempDirectory("assay-scala")
    val spark = SparkSession
      .builder()
      .master("local[2]")
      .config("spark.ui.enabled", "false")
      .getOrCreate()
    try {
      import spark.implicits._
      val output = folder.resolve("output").toString
      val result = new EvaluateJob(spark, settings(folder, output), _ => ()).run()
      assert(result.scores.items == 2 * Items)

      val samples = spark.read
        .parquet(s"$output/samples")
        .select("task", "doc_id", "choice", "log_likelihood")
        .as[Sample]
      val items = spark.read
        .parquet(s"$output/items")
        .select("task", "doc_id", "picked")
        .as[Item]
      val best = samples
        .groupByKey(sample => (sample.task, sample.doc_id))
        .mapGroups((key, choices) => (key, choices.maxBy(_.log_likelihood).choice))
        .collect()
        .toMap
      assert(items.collect().map(item => (item.task, item.doc_id) -> item.picked).toMap == best)

      val accuracy = result.scores.tasks.asScala.map { task =>
        task.name -> task.scores.get(0).value
      }.toMap
      val stored = spark.read
        .parquet(s"$output/summary")
        .where("metric = 'acc'")
        .select("task", "value")
        .as[(String, Double)]
        .collect()
        .toMap
      assert(stored == accuracy)
    } finally spark.stop()
  }

  private def settings(folder: Path, output: String): EvaluateSettings = {
    val catalog = TaskCatalog.standard()
    new EvaluateSettings(
      SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 15),
      catalog.select(List("hellaswag", "piqa").asJava, OptionalInt.empty()).tasks,
      List.empty.asJava,
      DocumentLimit.all(),
      DatasetForms.folder(SampleBenchmarks.write(folder.resolve("data"), Items)),
      output,
      Truncation.SHOTS,
      OptionalInt.empty(),
      FewShotSampling.harness(),
      Optional.empty(),
      false,
      new FailureBudget(0),
      new EvaluateSettings.Details(false, false, false),
      EvaluateSettings.Execution.of(Settings.of(Map.empty[String, String].asJava))
    )
  }
}

object EvaluateFromScalaSuite {
  private val Items = 9

  case class Sample(task: String, doc_id: Int, choice: Int, log_likelihood: Double)

  case class Item(task: String, doc_id: Int, picked: Int)
}
