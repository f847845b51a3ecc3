package dev.assay.cli.compare;

import dev.assay.eval.comparison.ComparedSide;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * How a page calls runs: by the folders of their models, and what weights are quantised to, where
 * these differ; else by where they lie.
 */
public final class SideNames {
  private static final String UNQUANTIZED = "none";

  private SideNames() {}

  /** One for each, all different where the places are. */
  public static List<String> of(List<ComparedSide> sides) {
    List<String> names = sides.stream().map(SideNames::name).toList();
    return new HashSet<>(names).size() == names.size()
        ? names
        : sides.stream().map(side -> side.model() == null ? name(side) : side.place()).toList();
  }

  private static String name(ComparedSide side) {
    if (side.model() == null) {
      return "reference";
    }
    Path folder = Path.of(side.model()).getFileName();
    String model = folder == null ? side.model() : folder.toString();
    return side.quantization().equals(UNQUANTIZED) ? model : model + " " + side.quantization();
  }
}
