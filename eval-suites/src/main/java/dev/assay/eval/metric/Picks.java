package dev.assay.eval.metric;

import dev.assay.eval.response.Response;
import java.util.List;
import java.util.OptionalInt;

/** Which choice a metric looks at. */
public final class Picks {
  private Picks() {}

  /**
   * The choice that a metric picks.
   *
   * @return empty for a metric that picks none
   */
  public static OptionalInt by(String metric, Response.Choices answer) {
    Choices choices = new Choices(answer.choices(), answer.unconditional(), List.of());
    return switch (metric) {
      case "acc" -> OptionalInt.of(choices.picked());
      case "acc_norm" -> OptionalInt.of(choices.pickedByLength());
      case "acc_bytes" -> OptionalInt.of(choices.pickedByBytes());
      case "acc_mutual_info" -> OptionalInt.of(choices.pickedByInformation());
      default -> OptionalInt.empty();
    };
  }
}
