package dev.assay.eval.registry;

import java.util.ArrayList;
import java.util.List;

/** How content differs from what a split is known to hold, in words. */
final class Difference {
  private static final int RANGES_NAMED = 3;

  private Difference() {}

  static String between(DatasetSplit split, Content content) {
    List<String> said = new ArrayList<>();
    if (content.problem() != null) {
      said.add(content.problem());
    }
    if (content.rows() != split.rows()) {
      said.add(
          "%,d rows, %,d expected; %s"
              .formatted(content.rows(), split.rows(), firstDifference(split, content)));
    } else {
      said.add(ranges(split, content));
    }
    return String.join("; ", said);
  }

  /** After a row that is missing or too many, all blocks differ: only the first says something. */
  private static String firstDifference(DatasetSplit split, Content content) {
    List<String> expected = split.blockList();
    int common = Math.min(expected.size(), content.blocks().size());
    for (int block = 0; block < common; block++) {
      if (!expected.get(block).equals(content.blocks().get(block))) {
        return "the first difference lies in " + rows(block, block, split.rows());
      }
    }
    return "all before row %,d are right".formatted(common * Content.BLOCK_ROWS + 1);
  }

  private static String ranges(DatasetSplit split, Content content) {
    List<String> expected = split.blockList();
    List<String> ranges = new ArrayList<>();
    int block = 0;
    while (block < expected.size()) {
      int end = block;
      while (end < expected.size() && !expected.get(end).equals(content.blocks().get(end))) {
        end++;
      }
      if (end > block) {
        ranges.add(rows(block, end - 1, split.rows()));
      }
      block = end + 1;
    }
    String named = String.join(", ", ranges.subList(0, Math.min(RANGES_NAMED, ranges.size())));
    int more = ranges.size() - RANGES_NAMED;
    return named + (more > 0 ? " and " + more + " more ranges" : "") + ": content differs";
  }

  private static String rows(int firstBlock, int lastBlock, long rows) {
    long from = (long) firstBlock * Content.BLOCK_ROWS + 1;
    long to = Math.min(rows, (lastBlock + 1L) * Content.BLOCK_ROWS);
    return "rows %,d to %,d".formatted(from, to);
  }
}
