package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What to generate.
 *
 * @param job what is read and written; the format is one that holds structs
 * @param failures how many rows may fail
 */
public record GenerateSettings(RowGeneration generation, JobSettings job, FailureBudget failures) {
  public GenerateSettings {
    if (!job.outputFormat().holdsStructs()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "answers cannot be written as " + job.outputFormat().source(),
          "its columns hold no structs",
          "give parquet, orc or json");
    }
  }

  /** All that the answers depend on, by name: equal content, equal answers. */
  public Map<String, String> content(SparkSession spark) {
    return JobContent.of(job, new GenerationAnswers(generation), job.input().content(spark))
        .values();
  }

  /** The same, written to another folder. */
  public GenerateSettings withOutput(String folder) {
    JobSettings other = new JobSettings(job.input(), folder, job.outputFormat(), job.execution());
    return new GenerateSettings(generation, other, failures);
  }
}
