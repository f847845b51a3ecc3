package dev.assay.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Everything measured in one run.
 *
 * @param formatVersion of the JSON form
 * @param created when the run began, ISO 8601 in UTC
 * @param assayVersion of the build that measured
 * @param kernels name of the kernels that computed
 */
public record BenchReport(
    int formatVersion,
    String created,
    String assayVersion,
    Machine machine,
    String kernels,
    BenchSettings settings,
    Ceilings ceilings,
    List<Product> products,
    List<ModelSpeed> models,
    List<Ratio> ratios) {

  static final int FORMAT_VERSION = 2;

  public BenchReport {
    products = List.copyOf(products);
    models = List.copyOf(models);
    ratios = List.copyOf(ratios);
  }

  /** As JSON: the records' components in snake case, seconds, bytes and operations as units. */
  public String json() {
    JsonMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    try {
      return mapper.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and texts are always JSON", e);
    }
  }
}
