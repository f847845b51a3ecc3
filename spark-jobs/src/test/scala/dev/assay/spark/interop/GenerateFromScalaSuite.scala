package dev.assay.spark.interop

import dev.assay.spark.api.Generation
import dev.assay.spark.api.GenerationTransformer
import dev.assay.core.testing.SyntheticCheckpoint
import java.nio.file.{Files, Path}
import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.feature.SQLTransformer
import org.apache.spark.sql.{DataFrame, SparkSession}
import org.apache.spark.sql.functions.col
import org.scalatest.BeforeAndAfterAll
import org.scalatest.funsuite.AnyFunSuite

/** Answers on DataFrames, from Scala: the builder, a pipeline's stage, SQL. */
class GenerateFromScalaSuite extends AnyFunSuite with BeforeAndAfterAll {
  private var spark: SparkSession = _
  private var folder: Path = _
  private var model: String = _

  override def beforeAll(): Unit = {
    folder = Files.createTempDirectory("assay-scala")
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 33).toString
    spark = SparkSession
      .builder()
      .master("local[2]")
      .config("spark.ui.enabled", "false")
      .config("spark.sql.extensions", "dev.assay.spark.api.AssayExtension")
      .config("spark.sql.catalog.assay", "dev.assay.spark.api.AssayCatalog")
      .config("spark.sql.catalog.assay.model", model)
      .getOrCreate()
  }

  override def afterAll(): Unit = spark.stop()

  private def questions: DataFrame = {
    val session = spark
    import session.implicits._
    Seq((1, "a river"), (2, "the stone"), (3, null)).toDF("id", "body")
  }

  test("the builder, in transform") {
    val generation =
      Generation.`with`(model).template("Say {body}").parameter("max_new_tokens", 6)
    val answers = questions.transform(generation.apply _)
    assert(answers.columns.toSeq == Seq("id", "body", "generation", "error"))
    val rows = answers.select("generation.completion_tokens", "error.code").collect()
    assert(rows.map(_.isNullAt(0)).toSeq == Seq(false, false, true))
    assert(rows.last.getString(1) == "null_prompt")
  }

  test("a stage of a pipeline, saved and loaded") {
    val stage = new GenerationTransformer()
      .setModel(model)
      .setPromptCol("prompt")
      .setMaxNewTokens(5)
      .setTemperature(0.8)
      .setSeed(4)
    val pipeline = new Pipeline().setStages(
      Array(
        new SQLTransformer().setStatement("SELECT *, concat('Say ', body) AS prompt FROM __THIS__"),
        stage))
    val fitted = pipeline.fit(questions)
    val path = folder.resolve("pipeline").toString
    fitted.write.save(path)
    val loaded = PipelineModel.load(path)
    val answers = fitted.transform(questions).select("id", "generation.text")
    assert(answers.collect().toSeq == loaded.transform(questions).select("id", "generation.text").collect().toSeq)
    assert(fitted.transformSchema(questions.schema).fieldNames.contains("generation"))
  }

  test("SQL, and columns made of it") {
    questions.createOrReplaceTempView("questions")
    val answers = spark
      .sql("SELECT id, assay.generate(body, map('max_new_tokens', '4')) AS answer FROM questions")
      .where(col("answer.error").isNull)
    assert(answers.count() == 2)
    assert(spark.sql("SELECT assay.count_tokens('a river')").head().getInt(0) > 0)
  }
}
