"""Answers on DataFrames, from Python, with the pyspark package as it is: SQL functions, and a stage of a pipeline.

generate_from_python.py CLASSES MODEL FOLDER

CLASSES is Assay's bundle jar (or a class path), MODEL a model folder, FOLDER an empty one for the saved stage. On a
cluster the jar goes to executors by spark.jars; Spark's Java virtual machines need --add-modules
jdk.incubator.vector, for the driver and for executors.
"""

import sys

from pyspark.ml import Pipeline
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLWritable
from pyspark.ml.wrapper import JavaTransformer
from pyspark.sql import SparkSession


class Generation(JavaTransformer, JavaMLWritable):
    """dev.assay.spark.api.GenerationTransformer; set its params by name."""

    model = Param(Params._dummy(), "model", "Hugging Face model folder", TypeConverters.toString)
    template = Param(Params._dummy(), "template", "prompt with columns in it", TypeConverters.toString)
    maxNewTokens = Param(Params._dummy(), "maxNewTokens", "the most tokens of an answer", TypeConverters.toInt)

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("dev.assay.spark.api.GenerationTransformer", self.uid)
        self._set(**params)


def main(classes: str, model: str, folder: str) -> None:
    vectors = "--add-modules=jdk.incubator.vector"
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.extraClassPath", classes)
        .config("spark.driver.extraJavaOptions", vectors)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.extensions", "dev.assay.spark.api.AssayExtension")
        .config("spark.sql.catalog.assay", "dev.assay.spark.api.AssayCatalog")
        .config("spark.sql.catalog.assay.model", model)
        .config("spark.sql.catalog.assay.max_new_tokens", "6")
        .getOrCreate()
    )
    questions = spark.createDataFrame([(1, "a river"), (2, "the stone"), (3, None)], "id int, body string")
    questions.createOrReplaceTempView("questions")

    answers = spark.sql("SELECT id, assay.generate(concat('Say ', body)) AS answer FROM questions ORDER BY id").collect()
    assert [row.answer.error is None for row in answers] == [True, True, False], answers
    assert answers[2].answer.error.code == "null_prompt", answers

    stage = Generation(model=model, template="Say {body}", maxNewTokens=6)
    pipeline = Pipeline(stages=[stage]).fit(questions)
    staged = pipeline.transform(questions).orderBy("id").collect()
    assert [row.generation and row.generation.text for row in staged] == [row.answer.text for row in answers], staged

    tokens = spark.sql("SELECT assay.count_tokens(body) AS n FROM questions ORDER BY id").collect()
    assert [row.n is None for row in tokens] == [False, False, True], tokens
    stage.write().overwrite().save(folder)
    loaded = spark._jvm.dev.assay.spark.api.GenerationTransformer.load(folder)
    assert loaded.getOrDefault(loaded.getParam("maxNewTokens")) == 6
    print("equal answers:", len(answers))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:4])
