package dev.assay.generate;

import dev.assay.digest.Sha256;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.error.FailureBudget;
import org.apache.spark.sql.SparkSession;

/**
 * What to generate.
 *
 * @param job what is read and written; the format is one that holds structs
 * @param failures how many rows may fail
 */
public record GenerateSettings(Generation generation, JobSettings job, FailureBudget failures) {
  private static final int ID_DIGITS = 16;

  public GenerateSettings {
    if (!job.outputFormat().holdsStructs()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "answers cannot be written as " + job.outputFormat().source(),
          "its columns hold no structs",
          "give parquet, orc or json");
    }
  }

  /** Digits made of all that the answers depend on: equal ones, equal answers. */
  public String id(SparkSession spark) {
    JobContent content =
        JobContent.of(job, new GenerationAnswers(generation), job.input().content(spark));
    return Sha256.of(content.json()).substring(0, ID_DIGITS);
  }

  /** The same, written to another folder. */
  public GenerateSettings withOutput(String folder) {
    JobSettings other = new JobSettings(job.input(), folder, job.outputFormat(), job.execution());
    return new GenerateSettings(generation, other, failures);
  }
}
