package dev.assay.eval.sidebyside;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.digest.Sha256;
import java.util.List;

/**
 * What a comparison's tables are a function of, and nothing else: its sha256 is their id.
 *
 * @param contestants in the order they were named, with where their answers are from
 * @param meetings which two meet, candidate first
 * @param judges in the order they were named
 * @param ratings sha256 of people's ratings as they are stored; empty for none, and then left out
 * @param options how verdicts become rates, as {@link SideOptions} prints itself
 * @param version of the definitions here; another one computes other numbers
 */
public record SideSpecification(
    List<Source> contestants,
    List<Meeting> meetings,
    List<Source> judges,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String ratings,
    String options,
    int version) {
  public static final int CURRENT = 1;

  private static final int ID_DIGITS = 16;
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  public SideSpecification {
    contestants = List.copyOf(contestants);
    meetings = List.copyOf(meetings);
    judges = List.copyOf(judges);
  }

  /**
   * A model or judge by its name.
   *
   * @param source a run's id, a file's sha256, or empty for a rule
   */
  public record Source(String name, String source) {}

  /** Two models by their names. */
  public record Meeting(String candidate, String baseline) {}

  /** The one form that ids are made of. */
  public String json() {
    try {
      return CANONICAL.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison's specification cannot be written", e);
    }
  }

  /** The id of its tables. */
  public String sideId() {
    return "s" + Sha256.of(json()).substring(0, ID_DIGITS);
  }
}
