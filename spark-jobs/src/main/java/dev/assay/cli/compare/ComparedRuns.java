package dev.assay.cli.compare;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.comparison.ComparedSide;
import java.util.ArrayList;
import java.util.List;

/** How a page calls the runs that it compares, and its head. */
final class ComparedRuns {
  private final TerminalStyle style;
  private final List<ComparedSide> sides;
  private final List<String> names;

  ComparedRuns(TerminalStyle style, List<ComparedSide> candidates, ComparedSide baseline) {
    this.style = style;
    this.sides = new ArrayList<>(candidates);
    sides.add(baseline);
    this.names = SideNames.of(sides);
  }

  String name(int candidate) {
    return names.get(candidate);
  }

  String baseline() {
    return names.get(names.size() - 1);
  }

  /** What is compared with what, and where it lies. */
  String head() {
    TextTable places = new TextTable(Column.text("run"), Column.text("place"));
    for (int side = 0; side < sides.size(); side++) {
      places.add(Cell.of(names.get(side)), Cell.of(sides.get(side).place()));
    }
    List<String> candidates = names.subList(0, names.size() - 1);
    return style.bold(String.join(", ", candidates) + " against " + baseline())
        + "\n"
        + places.text(style::faint);
  }
}
